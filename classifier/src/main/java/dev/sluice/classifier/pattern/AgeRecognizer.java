package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Ages over 89, letter C: 94-year-old, aged 91, age: 102. */
final class AgeRecognizer implements Recognizer {
    @Override
    public String name() {
        return "age";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.AGE.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        int most = token + 3;
        for (int i = Math.max(0, token - 6); i <= most; i++) {
            int tag = Markup.tagEnd(scan, i);
            if (tag > 0 && i > token) {
                most += tag - i + 1;
                i = tag;
                continue;
            }
            if (!scan.isNumber(i) || scan.length(i) > 3 || scan.length(i) < 2) {
                continue;
            }
            int age = Integer.parseInt(scan.text.slice(scan.tokens.start[i], scan.tokens.end[i]));
            if (age > 89 && age < 125) {
                scan.emit(FindingType.AGE_OVER_89, i, i, 0.8);
                return;
            }
        }
    }
}
