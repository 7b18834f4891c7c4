package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** User names and handles after their label, letter R. */
final class UserNameRecognizer implements Recognizer {
    @Override
    public String name() {
        return "user-name";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.USER_LABEL.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        boolean assigned = false;
        for (int i = token + 1; i <= token + 5 && i < scan.count(); i++) {
            if (scan.isSign(i, ':') || scan.isSign(i, '=') || scan.isText(i, "is") || scan.isText(i, "was")) {
                assigned = true;
                continue;
            }
            if (assigned && scan.isBreak(i) && !scan.isBreak(i - 1)) {
                continue;
            }
            if (scan.isSign(i, '(')
                    || scan.isSign(i, '"')
                    || scan.isSign(i, '\'')
                    || scan.isSign(i, '@')
                    || scan.isSign(i, '#')
                    || scan.isSign(i, '*')
                    || scan.isSign(i, '_')
                    || scan.isSign(i, '`')) {
                continue;
            }
            int tag = Markup.tagEnd(scan, i);
            if (tag > 0) {
                i = tag;
                continue;
            }
            Code code = Code.at(scan, i);
            boolean mixed = code.digits() >= 1 && code.last() > i && scan.isWord(i) && scan.length(i) >= 2;
            boolean name = scan.has(i, Cue.bits(Cue.FIRST_NAME, Cue.SURNAME)) && !scan.has(i, Cue.WORD);
            if (scan.isWord(i)
                    && !scan.has(i - 1, Cue.AT)
                    && (mixed && (assigned || scan.shape(i) != Tokens.UPPER)
                            || assigned && name && scan.length(i) > 3)) {
                scan.emit(FindingType.USERNAME, i, code.last(), 0.65);
            }
            return;
        }
    }
}
