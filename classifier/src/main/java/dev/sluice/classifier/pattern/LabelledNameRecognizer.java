package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** A name after a label, a greeting or a relative, letter A: Patient: …, Dear …, my sister …. */
final class LabelledNameRecognizer implements Recognizer {
    private static final WordTable COPULAS = WordTable.of("is s was named name called");
    private static final WordTable POSSESSIVES = WordTable.of("my his her our your their");
    private static final WordTable EVERYDAY = WordTable.of("child partner assistant buddy boss");
    private static final WordTable KINDS_OF_NAME = WordTable.of("first last full patient family given");
    private static final WordTable NAME_LABELS = WordTable.of("name fullname firstname lastname surname named called");
    private static final WordTable DONE_BY = WordTable.of("submitted prepared written signed reviewed approved");
    private static final WordTable GREETINGS = WordTable.of("dear hi hey hello");

    @Override
    public String name() {
        return "labelled-name";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.NAME_LABEL, Cue.GREETING, Cue.RELATIVE);
    }

    @Override
    public void look(Scan scan, int token) {
        boolean colon = false;
        int at = token + 1;
        int breaks = 0;
        while (at < scan.count() && at <= token + 5) {
            if (scan.isSign(at, ':') || scan.isSign(at, '=') || scan.isSign(at, '|')) {
                colon = true;
            } else if (scan.isBreak(at) && breaks == 0 && (colon || scan.isSign(at - 1, ','))) {
                breaks++;
            } else if (!(scan.isSign(at, '"')
                    || scan.isSign(at, '\'')
                    || scan.isSign(at, '*')
                    || scan.isSign(at, ',')
                    || scan.isSign(at, '?')
                    || scan.isAnyOf(at, COPULAS))) {
                break;
            }
            at++;
        }
        if (!scan.isWord(at) || at == token + 1 && scan.touches(at) || Names.isCode(scan, at)) {
            return;
        }
        double score = score(scan, token, at, colon);
        if (score >= 0.6) {
            int last = scan.isCapital(at) ? Names.end(scan, at) : at;
            if (!Names.hasOtherTail(scan, last) || colon) {
                scan.emit(FindingType.PERSON, at, last, Math.min(score, 0.95));
            }
        }
    }

    /** Monjeau-like names in a list after a colon: "Speakers: Threnwick, Okafor and Osei". */
    private static boolean isListed(Scan scan, int name) {
        return scan.isSign(name + 1, ',')
                && Names.isWritten(scan, name + 2)
                && scan.has(name + 2, Names.KNOWN)
                && scan.shape(name) == Tokens.CAPITALISED;
    }

    /** "my kid Tore": between a possessive and a word in lower case, any name will do. */
    private static boolean isOwnRelative(Scan scan, int label, int name) {
        return at(scan, label, name)
                && (scan.has(name, Names.KNOWN) || scan.has(name, Cue.PLACE))
                && scan.isAnyOf(label - 1, POSSESSIVES)
                && (scan.isWord(name + 1) && scan.shape(name + 1) == Tokens.LOWER
                        || scan.isSign(name + 1, ',')
                        || scan.isSign(name + 1, '.'));
    }

    /** "call me threnwick", "my name is threnwick": a word in lower case that is no other word. */
    private static boolean isSelfNamed(Scan scan, int label, int name) {
        boolean kin = scan.has(label, Cue.RELATIVE)
                && name == label + 1
                && !scan.isAnyOf(label, EVERYDAY)
                && (scan.isAnyOf(label - 1, POSSESSIVES)
                        || scan.isText(label - 1, "s") && scan.isSign(label - 2, '\''));
        boolean self = kin || scan.isText(label, "name") && scan.isText(label - 1, "my") && name == label + 2;
        return self
                && scan.isWord(name)
                && scan.shape(name) == Tokens.LOWER
                && scan.length(name) > 2
                && Names.isUncommon(scan, name);
    }

    private static boolean at(Scan scan, int label, int name) {
        return name == label + 1 && scan.shape(name) == Tokens.CAPITALISED;
    }

    private static double score(Scan scan, int label, int name, boolean colon) {
        boolean written = Names.isWritten(scan, name);
        boolean known = scan.has(name, Names.KNOWN);
        boolean first = Names.isSurelyFirst(scan, name);
        boolean second = Names.isWritten(scan, name + 1) && !scan.touches(name + 1);
        boolean relative = scan.has(label, Cue.RELATIVE) && scan.shape(label) == Tokens.LOWER;
        boolean asked = scan.isText(label, "name")
                && (scan.isText(label + 1, "is")
                        || scan.isSign(label + 1, '?')
                        || scan.isAnyOf(label - 1, KINDS_OF_NAME));
        boolean greeting = scan.has(label, Cue.GREETING);
        boolean nameLabel = scan.isAnyOf(label, NAME_LABELS);
        if (written) {
            boolean uncommon = Names.isUncommon(scan, name);
            if (first && (greeting || relative || colon || nameLabel || second)) {
                return 0.85;
            }
            if (first) {
                return 0.65;
            }
            if (relative && uncommon && at(scan, label, name) && !scan.isAnyOf(label, EVERYDAY)) {
                return 0.65;
            }
            if (relative && isOwnRelative(scan, label, name) || colon && uncommon && isListed(scan, name)) {
                return 0.65;
            }
            boolean by = scan.isText(label, "by") && scan.has(label, Cue.NAME_LABEL) && name == label + 1;
            if (by
                    && second
                    && Names.isUncommon(scan, name + 1)
                    && scan.has(name + 1, Names.KNOWN)
                    && scan.isAnyOf(label - 1, DONE_BY)) {
                return 0.65;
            }
            if (asked && (uncommon || known) && scan.shape(name) == Tokens.CAPITALISED) {
                return 0.7;
            }
            if (known && uncommon && (colon || greeting || relative || nameLabel)) {
                return 0.75;
            }
            if (known && second && scan.has(name + 1, Names.KNOWN) && (colon || nameLabel)) {
                return 0.7;
            }
            if (uncommon
                    && second
                    && Names.isUncommon(scan, name + 1)
                    && (colon || nameLabel || relative || greeting)) {
                return 0.7;
            }
            if (scan.isAnyOf(label, GREETINGS) && uncommon && scan.shape(name) == Tokens.CAPITALISED) {
                return 0.65;
            }
            if ((relative || greeting)
                    && scan.has(name, Cue.FIRST_NAME)
                    && (!scan.has(name, Cue.WORD) || scan.has(name, Cue.COMMON_FIRST_NAME))) {
                return 0.7;
            }
            return 0;
        }
        if (isSelfNamed(scan, label, name)) {
            return 0.65;
        }
        boolean spoken = scan.shape(name) == Tokens.LOWER
                && scan.length(name) > 2
                && scan.has(name, Cue.FIRST_NAME)
                && !scan.has(name, Names.ORDINARY | Cue.PLACE.bit());
        if (spoken && (greeting || relative || nameLabel && !scan.isSign(label + 1, ','))) {
            return scan.has(name, Cue.COMMON_FIRST_NAME) ? 0.8 : greeting || nameLabel ? 0.65 : 0.6;
        }
        if (scan.shape(name) == Tokens.LOWER
                && greeting
                && scan.has(name, Cue.FIRST_NAME)
                && !scan.has(name, Cue.bits(Cue.FUNCTION, Cue.NOT_A_NAME))) {
            return 0.65;
        }
        return spoken && colon && scan.has(name, Cue.COMMON_FIRST_NAME) && scan.has(name + 1, Cue.SURNAME) ? 0.65 : 0;
    }
}
