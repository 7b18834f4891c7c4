package dev.sluice.classifier.pattern;

import java.lang.Character.UnicodeScript;

/**
 * Whether all of the prose is in a language that the detectors cover: English, or what was marked as one of the others. Any letter of another script is
 * enough against it; a language in Latin letters shows by its words: over stretches of about a thousand letters, in a run
 * of words that none of English interrupts, and over a document as a whole. Tables, code and numbers are passed over.
 */
final class LanguageCheck {
    private static final int STRETCH = 1000;
    private static final int STRETCH_WORDS = 40;
    private static final int WHOLE_WORDS = 3;
    private static final int LONGEST_RUN = 16;
    private static final int SHORTEST_CAPITALS = 5;
    private static final int MOST_SINGLES = 3;
    private static final String PROSE = ",.;:'\"!?-()";
    /** Greek letters that stand in formulas and look like no Latin letter. */
    private static final String FORMULA = "βγδθλμξπφψΓΔΘΛΞΠΣΦΨΩ";

    private final WordCounts lower = new WordCounts();
    private final WordCounts capitals = new WordCounts();
    private final WordCounts whole = new WordCounts();
    private int letters;
    private int singles;
    private int run;
    private int last;
    private boolean isLong;
    private boolean covered = true;

    /** Counts the words of a window from one token up to another; stretches and runs go on over windows. */
    void look(Scan scan, int from, int to) {
        for (int token = from; token < to; token++) {
            if (scan.language(token) == LanguageStretches.OTHER) {
                covered = false;
            } else if (scan.isForeign(token)) {
                run = 0;
                covered &= !scan.isWord(token) || !scan.text.hasOtherLetters() || !isOtherScript(scan, token);
            } else if (scan.isWord(token)) {
                word(scan, token);
            } else if (!scan.isNumber(token) && !scan.isBreak(token) && PROSE.indexOf(scan.first(token)) < 0) {
                run = 0;
            }
            if (letters >= STRETCH) {
                isLong = true;
                close();
            }
        }
    }

    private void word(Scan scan, int token) {
        if (scan.text.hasOtherLetters() && isOtherScript(scan, token)) {
            covered = false;
            return;
        }
        if (Names.isCode(scan, token) || isVariable(scan, token)) {
            run = 0;
            return;
        }
        int length = scan.length(token);
        letters += length;
        byte shape = scan.shape(token);
        WordCounts.Kind kind = WordCounts.kind(scan, token);
        boolean acronym = shape == Tokens.UPPER && length < SHORTEST_CAPITALS || shape == Tokens.MIXED;
        if (acronym && kind == WordCounts.Kind.UNKNOWN) {
            return;
        }
        boolean ordinary = scan.has(token, Cue.WORD);
        if (shape == Tokens.LOWER) {
            lower.count(kind, ordinary);
        } else if (shape == Tokens.UPPER && !scan.touches(token) && !scan.has(token, Cue.STATE)) {
            capitals.count(kind, ordinary);
        }
        boolean name = shape != Tokens.LOWER && scan.has(token, Names.KNOWN | Cue.PLACE.bit());
        if (length > 1 && !name) {
            whole.count(kind, ordinary);
            run(scan, token, kind, shape == Tokens.CAPITALISED, ordinary);
        }
    }

    /** The beginning of a declaration, or a single letter with a sign of programs behind it, as in packed scripts. */
    private static boolean isVariable(Scan scan, int token) {
        if (scan.isText(token, "var") && scan.isSign(token + 2, '=')) {
            return true;
        }
        if (scan.length(token) > 1 || !scan.touches(token + 1)) {
            return false;
        }
        char sign = scan.first(token + 1);
        boolean member = sign == '.' && scan.touches(token + 2) && scan.isWord(token + 2);
        boolean argument = scan.touches(token) && scan.isSign(token - 1, '(') && (sign == ',' || sign == ')');
        return member || argument || sign == '=' || sign == '(' || sign == '[';
    }

    /** English words shorten the run more than others lengthen it, so that rare words in prose never add up. */
    private void run(Scan scan, int token, WordCounts.Kind kind, boolean capitalised, boolean ordinary) {
        int hash = scan.tokens.hash[token];
        boolean again = hash == last;
        last = hash;
        run += switch (kind) {
            case ENGLISH -> -8;
            case KNOWN -> -3;
            case SHARED -> -1;
            case FOREIGN -> ordinary ? 0 : 2;
            case STRANGE -> again ? 0 : 4;
            case UNKNOWN -> again ? 0 : capitalised ? 1 : 2;
        };
        run = Math.max(0, run);
        if (run >= LONGEST_RUN) {
            covered = false;
        }
    }

    /** Letters of another script, also one inside a Latin word; single letters, as in formulas, are only counted. */
    private boolean isOtherScript(Scan scan, int token) {
        int start = scan.tokens.start[token];
        int end = scan.tokens.end[token];
        int other = 0;
        int greek = 0;
        int raised = 0;
        boolean han = false;
        boolean formula = true;
        for (int i = start; i < end; i++) {
            char c = scan.text.at(i);
            if (c < 0x250) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c) && i + 1 < end;
            int letter = pair ? Character.toCodePoint(c, scan.text.at(++i)) : c;
            UnicodeScript script = UnicodeScript.of(letter);
            raised += Character.getType(letter) == Character.MODIFIER_LETTER && script == UnicodeScript.LATIN ? 1 : 0;
            if (script == UnicodeScript.GREEK) {
                greek++;
                formula &= FORMULA.indexOf(letter) >= 0 && (i == start || i == end - 1);
            } else if (script != UnicodeScript.LATIN && script != UnicodeScript.COMMON) {
                other += pair ? 2 : 1;
                han |= script == UnicodeScript.HAN;
            }
        }
        if (other + greek == end - start - raised && other + greek == 1 && !han) {
            singles += other;
            return singles > MOST_SINGLES;
        }
        return other > 0 || greek > 1 || greek == 1 && !formula;
    }

    private void close() {
        boolean capital = capitals.words() > lower.words();
        if (lower.areForeign()
                || lower.areUnknown(STRETCH_WORDS)
                || capital && (capitals.areForeign() || capitals.areUnknown(STRETCH_WORDS))) {
            covered = false;
        }
        letters = 0;
        singles = 0;
        lower.clear();
        capitals.clear();
    }

    /** The same counts, to go on from. */
    LanguageCheck copy() {
        LanguageCheck copy = new LanguageCheck();
        copy.lower.add(lower);
        copy.capitals.add(capitals);
        copy.whole.add(whole);
        copy.letters = letters;
        copy.singles = singles;
        copy.run = run;
        copy.last = last;
        copy.isLong = isLong;
        copy.covered = covered;
        return copy;
    }

    /** The answer for all that was counted. */
    boolean isCovered() {
        close();
        return covered && (isLong || !whole.areUnknownWithoutDoubt(WHOLE_WORDS));
    }
}
