package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Web addresses that the text calls a person's own, letter N: my website, or a line of a card with a mail address and a
 * telephone number. Other addresses that name nobody are no identifier.
 */
final class PersonalPageRecognizer implements Recognizer {
    private static final WordTable PAGES = WordTable.of("website homepage webpage blog site page portfolio web url");
    private static final WordTable OWNERS = WordTable.of("my his her");
    private static final WordTable FILLERS = WordTable.of("is at : = ' ( < personal own home web");
    private static final WordTable PHONES = WordTable.of("phone telephone tel mobile cell");
    private static final int REACH = 5;
    private static final int CARD = 60;
    private static final int LONGEST = 400;

    @Override
    public String name() {
        return "personal-page";
    }

    @Override
    public long triggers() {
        return Cue.OPENING.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (!scan.isSign(token, ':')) {
            return;
        }
        int page = token - 2;
        while (page >= 0 && page >= token - REACH && !scan.isAnyOf(page, PAGES)) {
            scan.spend(1);
            if (!scan.isAnyOf(page, FILLERS) && !scan.isBreak(page) && !scan.isSign(page, '"')) {
                return;
            }
            page--;
        }
        if (page < 0 || !scan.isAnyOf(page, PAGES) || scan.isAnyOf(page - 1, "/", ".")) {
            return;
        }
        boolean owned =
                scan.isAnyOf(page - 1, OWNERS) || scan.isAnyOf(page - 1, FILLERS) && scan.isAnyOf(page - 2, OWNERS);
        if (owned || scan.isSign(page + 1, ':') && isCard(scan, page)) {
            int start = scan.tokens.start[token - 1];
            int end = scan.unbrokenEnd(start, LONGEST);
            while (end > start && !Units.isLetterOrDigit(scan.text.at(end - 1)) && scan.text.at(end - 1) != '/') {
                end--;
            }
            scan.emitUnits(FindingType.URL, start, end, 0.7);
        }
    }

    /** Whether a mail address and the label of a telephone number stand in the lines before. */
    private static boolean isCard(Scan scan, int page) {
        boolean mail = false;
        boolean phone = false;
        for (int i = page - 1; i >= 0 && i >= page - CARD; i--) {
            mail |= scan.has(i, Cue.AT);
            phone |= scan.isAnyOf(i, PHONES) && scan.isSign(i + 1, ':');
        }
        scan.spend(CARD);
        return mail && phone;
    }
}
