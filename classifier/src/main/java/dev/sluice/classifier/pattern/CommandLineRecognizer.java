package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Passwords in the options of a command: {@code curl -u user:…}, {@code mysql -p…}, {@code sshpass -p …}. */
final class CommandLineRecognizer implements Recognizer {
    private static final WordTable COMMANDS = WordTable.of(
            "curl wget mysql mysqldump mysqladmin sshpass ldapsearch htpasswd smbclient mongosh lftp docker podman skopeo helm");
    private static final WordTable OPTIONS = WordTable.of("u p w a");
    private static final int REACH = 40;

    @Override
    public String name() {
        return "command-line";
    }

    @Override
    public long triggers() {
        return Cue.HINT.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (!scan.isAnyOf(token, COMMANDS) || scan.touches(token + 1)) {
            return;
        }
        for (int i = token + 1; i <= token + REACH && i + 1 < scan.count(); i++) {
            scan.spend(1);
            if (scan.isBreak(i)) {
                if (!scan.isSign(i - 1, '\\')) {
                    return;
                }
                continue;
            }
            boolean option = scan.isSign(i, '-')
                    && scan.length(i) == 1
                    && (!scan.touches(i) || scan.isBreak(i - 1))
                    && scan.touches(i + 1);
            if (option && looksAt(scan, i + 1)) {
                return;
            }
        }
    }

    /** The value of one option, glued to its letter or behind a blank; of a user and password, what the colon divides. */
    private static boolean looksAt(Scan scan, int option) {
        int start = scan.tokens.start[option];
        NormalText text = scan.text;
        char letter = text.foldedAt(start);
        boolean apart = scan.isAnyOf(option, OPTIONS) && !scan.touches(option + 1) || scan.isSign(option + 1, '\'');
        if (letter != 'u' && letter != 'p' && letter != 'w' && letter != 'a' || !apart && letter != 'p') {
            return false;
        }
        int value = apart ? option + 1 : option;
        value = scan.isSign(value, '\'') || scan.isSign(value, '"') ? value + 1 : value;
        if (value >= scan.count() || scan.isBreak(value)) {
            return false;
        }
        PasswordValue all = PasswordValue.at(scan, scan.tokens.start[value] + (apart ? 0 : 1));
        int from = all.start();
        if (letter == 'u') {
            while (from < all.end() && text.at(from) != ':') {
                from++;
            }
            from++;
        }
        PasswordValue password = PasswordValue.of(text, Math.min(from, all.end()), all.end());
        boolean found = password.isSure() || letter == 'u' && password.isAssigned(true);
        if (found) {
            scan.emitUnits(FindingType.SECRET, password.start(), password.end(), 0.75);
        }
        return found;
    }
}
