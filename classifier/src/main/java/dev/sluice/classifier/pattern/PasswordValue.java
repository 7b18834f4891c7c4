package dev.sluice.classifier.pattern;

/**
 * A stretch of text without white space that may be a password, by what its units are. Expressions, variables and what
 * manuals write in a password's place are none.
 *
 * @param letters how many units are letters
 * @param digits how many are digits
 * @param signs how many are neither, nor signs that words and numbers are joined with
 * @param isMixed whether letters of both cases, a sign, or a digit between letters are there
 * @param isExpression whether a bracket, a backslash or a variable says that the value stands elsewhere
 */
record PasswordValue(
        NormalText text,
        int start,
        int end,
        int letters,
        int digits,
        int signs,
        boolean isMixed,
        boolean isExpression) {
    private static final int LONGEST = 64;
    private static final int SHORTEST = 6;
    private static final int SHORTEST_MIXED = 7;
    private static final int LONGEST_ENDING = 5;
    private static final String JOINTS = "._-:=/>";
    private static final String CLOSING = "\"'<;`&,)|";
    private static final WordTable PLACEHOLDERS =
            WordTable.of("hunter hunter2 changeme change_me change-me changeit changethis secret mysecret password "
                    + "passwd passwort kennwort pass passw pwd pw mypassword mypass mypwd yourpass "
                    + "yourpasswordhere letmein example sample dummy placeholder redacted test testing admin "
                    + "root guest foobar foo bar baz tiger scott postgres mysql token user username string "
                    + "value none null true false empty undefined required optional hidden masked here "
                    + "something whatever contrasena senha wachtwoord motdepasse clave qwerty abc");

    /** Those that manuals number: password1. */
    private static final WordTable NUMBERED = WordTable.of("password yourpassword your_password your-password");

    private static final WordTable TECHNICAL = WordTable.of(
            "base sha md utf aes des ipv oauth http https tls ssl rsa wpa bcrypt scrypt argon pbkdf ntlm hmac iso rfc ascii "
                    + "unicode type version");
    /** What may follow a technical word and its number. */
    private static final WordTable ENDINGS = WordTable.of(
            "-encoded -hashed -encrypted -signed -salted -based -protected -secured -compatible -personal -enterprise -psk "
                    + "-hash -digest i d id -id url");
    /** What placeholders of nothing but letters begin with: your_db_password. */
    private static final String[] BEGINNINGS = {"your_", "your-", "example"};

    private static final String MASK = "x*.";
    private static final int SHORTEST_MASK = 4;

    /** The value that begins at a unit: to the next white space or closing sign. */
    static PasswordValue at(Scan scan, int start) {
        int end = trimmed(scan.text, start, scan.unbrokenEnd(start, LONGEST));
        return of(scan.text, start, end);
    }

    /** The value of these units. */
    static PasswordValue of(NormalText text, int start, int end) {
        int letters = 0;
        int upper = 0;
        int digits = 0;
        int signs = 0;
        boolean isInner = false;
        boolean isExpression = false;
        for (int i = start; i < end; i++) {
            char c = text.at(i);
            if (Tokenizer.isDigit(c)) {
                digits++;
                isInner |= i > start && Units.isLetter(text.at(i - 1)) && i + 1 < end && Units.isLetter(text.at(i + 1));
            } else if (Units.isLetter(c)) {
                letters++;
                upper += Units.isUpperCase(c) ? 1 : 0;
            } else if (c == '{' || c == '[' || c == '(' || c == '\\' || i == start && (c == '/' || c == '%')) {
                isExpression = true;
            } else if (JOINTS.indexOf(c) < 0) {
                signs++;
            }
        }
        boolean isMixed = isInner || signs > 0 || upper > 0 && upper < letters;
        if (end - start > 1 && text.at(start) == '$' && Units.isLetter(text.at(start + 1))) {
            isExpression |= digits == 0 || signs <= 1;
        }
        return new PasswordValue(text, start, end, letters, digits, signs, isMixed, isExpression);
    }

    private static int trimmed(NormalText text, int start, int end) {
        int last = start;
        while (last < end && CLOSING.indexOf(text.at(last)) < 0) {
            last++;
        }
        while (last > start && text.at(last - 1) == '.') {
            last--;
        }
        return last;
    }

    /** The same without the signs and letters behind its last digit, but for those of a keypad; itself if it has no digit. */
    PasswordValue toLastDigit() {
        int last = end;
        while (last > start
                && !Tokenizer.isDigit(text.at(last - 1))
                && text.at(last - 1) != '#'
                && text.at(last - 1) != '*') {
            last--;
        }
        return last == end || last == start ? this : of(text, start, last);
    }

    int length() {
        return end - start;
    }

    /**
     * After a label and what assigns: at least six units of letters with digits or signs.
     *
     * @param bySign whether a colon or equals sign assigns it, so that it cannot be what the password is made with
     */
    boolean isAssigned(boolean bySign) {
        return length() >= SHORTEST
                && letters >= 2
                && digits + signs >= 1
                && digits + signs + letters >= SHORTEST
                && !isExpression
                && !isInstead()
                && (bySign || !isTechnical());
    }

    /** Somewhere near a label: at least seven units, among them three letters and a digit, mixed, and no file, address or key. */
    boolean isSure() {
        return length() >= SHORTEST_MIXED
                && letters >= 3
                && digits >= 1
                && isMixed
                && !isExpression
                && !has('/')
                && !has('=')
                && !has(':')
                && !(has('@') && has('.'))
                && !isFile()
                && !isInstead()
                && !isTechnical();
    }

    /** Four to eight digits, alone or with the signs of a keypad: a code of a door, a card, an alarm. */
    boolean isCode() {
        int from = start;
        int to = end;
        while (to > from && (text.at(to - 1) == '#' || text.at(to - 1) == '*')) {
            to--;
        }
        while (from < to && (text.at(from) == '#' || text.at(from) == '*')) {
            from++;
        }
        int groups = 1;
        for (int i = from; i < to; i++) {
            if (text.at(i) == '-' && i > from && i < to - 1) {
                groups++;
            } else if (!Tokenizer.isDigit(text.at(i))) {
                return false;
            }
        }
        return digits >= 4 && digits <= 8 && (groups == 1 || groups == 3);
    }

    /** Letters alone that no manual writes in a password's place. */
    boolean isWord(int fewest) {
        return length() >= fewest && letters == length() && !isInstead();
    }

    /** What manuals write in a password's place. */
    boolean isInstead() {
        if (letters + signs == 0) {
            return false;
        }
        int last = Tokenizer.isDigit(text.at(end - 1)) ? end - 1 : end;
        if (PLACEHOLDERS.value(text, start, end) > 0 || last > start && NUMBERED.value(text, start, last) > 0) {
            return true;
        }
        String folded = new String(text.folded(), start, length());
        for (String beginning : BEGINNINGS) {
            if (folded.startsWith(beginning) && isOfLetters(start + beginning.length(), end)) {
                return true;
            }
        }
        return isMasked() || isAddress(folded) || folded.chars().distinct().count() <= 2;
    }

    /** Letters, parted by hyphens or lines below. */
    private boolean isOfLetters(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Units.isLetter(text.at(i)) && text.at(i) != '_' && text.at(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /** Rows of signs that hide something, at least as long as what stands beside them: xxxxxxxx1, xxxx-xxxx-4471. */
    private boolean isMasked() {
        int masked = 0;
        int row = 0;
        for (int i = start; i < end; i++) {
            char c = text.foldedAt(i);
            row = MASK.indexOf(c) < 0 ? 0 : i > start && c == text.foldedAt(i - 1) ? row + 1 : 1;
            masked += row < SHORTEST_MASK ? 0 : row == SHORTEST_MASK ? SHORTEST_MASK : 1;
        }
        return masked > 0 && masked * 2 >= length();
    }

    /** Begins with the scheme of a web address. */
    private boolean isAddress(String folded) {
        int scheme = folded.indexOf("://");
        return scheme > 0 && isOfLetters(start, start + scheme);
    }

    /** Base64, SHA256-hashed, OAuth2.0: what a password is made with. */
    private boolean isTechnical() {
        int word = start;
        while (word < end && Units.isLetter(text.at(word))) {
            word++;
        }
        int number = word;
        while (number < end && (Tokenizer.isDigit(text.at(number)) || number > word && text.at(number) == '.')) {
            number++;
        }
        return word > start
                && number > word
                && TECHNICAL.value(text, start, word) > 0
                && (number == end || ENDINGS.value(text, number, end) > 0);
    }

    /** Ends with a dot and a few small letters. */
    private boolean isFile() {
        int i = end;
        while (i > start && end - i < LONGEST_ENDING && Units.isLowerCase(text.at(i - 1))) {
            i--;
        }
        return i < end - 1 && i > start && text.at(i - 1) == '.' && signs == 0;
    }

    private boolean has(char sign) {
        for (int i = start; i < end; i++) {
            if (text.at(i) == sign) {
                return true;
            }
        }
        return false;
    }
}
