package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Virtual payment addresses and addresses of electronic mail without a top-level domain, which only the word before them
 * tells from a reference to a host: {@code UPI name@bank}, {@code Correo electrónico: name@hospital}.
 */
final class AddressWithoutDomainRecognizer implements Recognizer {
    private static final WordTable SCHEMES = WordTable.of("upi vpa bhim");
    private static final WordTable HOSTS =
            WordTable.of("localhost host hostname example domain server machine company corp here there");
    private static final int REACH = 10;
    private static final int LABEL_REACH = 4;
    private static final int MOST_TOKENS = 8;
    private static final int SHORTEST = 3;

    @Override
    public String name() {
        return "address-without-domain";
    }

    @Override
    public long triggers() {
        return Cue.AT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        int first = token;
        while (first > 0 && token - first < MOST_TOKENS && scan.touches(first) && isLocal(scan, first - 1)) {
            first--;
        }
        if (first == token || scan.tokens.end[token - 1] - scan.tokens.start[first] < SHORTEST) {
            return;
        }
        scan.spend(token - first + 1);
        int domain = token + 1;
        if (!scan.isWord(domain) || scan.isAnyOf(domain, HOSTS)) {
            return;
        }
        boolean apart = !scan.touches(domain);
        boolean dotted = scan.isSign(domain + 1, '.') && scan.touches(domain + 1) && scan.isWord(domain + 2);
        boolean topLevel = dotted && scan.touches(domain + 2);
        if (!apart && !topLevel && isPayment(scan, first)) {
            scan.emit(FindingType.ACCOUNT, first, domain, 0.75);
        } else if (isLabelled(scan, first) && apart == topLevel) {
            scan.emit(FindingType.EMAIL, first, topLevel ? domain + 2 : domain, 0.7);
        }
    }

    private static boolean isLocal(Scan scan, int token) {
        return scan.isWord(token)
                || scan.isNumber(token)
                || scan.isSign(token, '.')
                || scan.isSign(token, '_')
                || scan.isSign(token, '-')
                || scan.isSign(token, '+');
    }

    private static boolean isPayment(Scan scan, int first) {
        for (int i = first - 1; i >= 0 && i >= first - REACH; i--) {
            if (scan.isAnyOf(i, SCHEMES)) {
                return true;
            }
        }
        return false;
    }

    /** A label and a colon right before. */
    private static boolean isLabelled(Scan scan, int first) {
        return scan.isSign(first - 1, ':') && scan.before(first, LABEL_REACH, Cue.EMAIL_LABEL.bit()) >= 0;
    }
}
