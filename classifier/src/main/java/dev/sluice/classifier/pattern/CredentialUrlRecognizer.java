package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Passwords before the at sign of an address: {@code scheme://user:password@host} (RFC 3986 §3.2.1) of any scheme, without
 * a user too, {@code user/password@host} of Oracle, {@code user:password@host} where the password can be nothing else.
 */
final class CredentialUrlRecognizer implements Recognizer {
    private static final int LONGEST = 160;
    private static final String ENDS = "\"'<>`()|,;";
    private static final WordTable HOSTS =
            WordTable.of("host hostname localhost server example domain ip address dbhost myhost yourhost proxy");
    private static final WordTable ORACLE_TOOLS = WordTable.of("sqlplus connect conn sqlldr expdp impdp exp imp rman");
    private static final String[] REFERENCES = {"$", "{", "%s", "<", "[", "*", "#"};

    @Override
    public String name() {
        return "credential-url";
    }

    @Override
    public long triggers() {
        return Cue.AT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        NormalText text = scan.text;
        int at = scan.tokens.start[token];
        int from = at;
        while (from > 0 && at - from < LONGEST && text.at(from - 1) > ' ' && ENDS.indexOf(text.at(from - 1)) < 0) {
            from--;
        }
        scan.spend((at - from) / 4);
        boolean followed = at + 1 < text.length()
                && (Units.isLetterOrDigit(text.at(at + 1)) || text.at(at + 1) == '[' || text.at(at + 1) == '/');
        if (at - from < 4 || !followed) {
            return;
        }
        String before = text.slice(from, at);
        int scheme = before.lastIndexOf("://");
        int user = scheme < 0 ? 0 : scheme + 3;
        int colon = before.indexOf(':', user);
        int slash = before.lastIndexOf('/');
        if (scheme >= 0) {
            if (colon >= user && slash < colon) {
                url(scan, token, from + colon + 1, at, before.substring(user, colon));
            }
        } else if (slash > 0 && isOracle(scan, token, from, before)) {
            PasswordValue value = PasswordValue.of(text, from + slash + 1, at);
            if (value.length() >= 4 && !value.isExpression() && !value.isInstead()) {
                emit(scan, value);
            }
        } else if (colon > 0 && slash < 0) {
            PasswordValue value = PasswordValue.of(text, from + colon + 1, at);
            if (value.isSure()) {
                emit(scan, value);
            }
        }
    }

    private static void emit(Scan scan, PasswordValue value) {
        scan.emitUnits(FindingType.SECRET, value.start(), value.end(), 0.85);
    }

    private static void url(Scan scan, int token, int start, int end, String user) {
        PasswordValue value = PasswordValue.of(scan.text, start, end);
        String password = scan.text.slice(start, end);
        if (value.length() < 3 || password.equals(user) || value.isInstead()) {
            return;
        }
        for (String reference : REFERENCES) {
            if (password.startsWith(reference)) {
                return;
            }
        }
        boolean plain = value.letters() == value.length();
        boolean nobodys =
                scan.isAnyOf(token + 1, HOSTS) || scan.isSign(token + 1, '/') || scan.isText(token + 3, "example");
        if (!(plain && (nobodys || OrdinaryWords.has(password) && value.length() < 6))) {
            emit(scan, value);
        }
    }

    private static boolean isOracle(Scan scan, int token, int from, String before) {
        int first = token;
        while (first > 0 && scan.tokens.start[first - 1] >= from) {
            first--;
        }
        return before.contains(":oracle:") || scan.isAnyOf(first - 1, ORACLE_TOOLS);
    }
}
