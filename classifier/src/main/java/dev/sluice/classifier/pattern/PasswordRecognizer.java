package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * A password or code after its label: assigned at once ({@code pwd=…}, {@code PIN is …}), behind it without a sign, in the
 * next cell or line, or further on in the line ({@code password for the staging box is …}). The further away, the surer its
 * form must be.
 */
final class PasswordRecognizer implements Recognizer {
    private static final WordTable COPULAS = WordTable.of(
            "is was to ist war lautet lautete est etait sera es era e sera sono sao now jetzt remains stays wordt bleibt blijft "
                    + "sigue siendo reste rimane resta continua sendo");
    /** What may stand between "is" and the secret. */
    private static final WordTable STILL =
            WordTable.of("still currently noch nun derzeit nog nu encore toujours desormais "
                    + "ancora ora todavia aun ahora ainda agora");

    private static final WordTable CODES = WordTable.of(
            "pin passcode code codes number nummer pincode puk keysafe lockbox safe turcode alarmcode zugangscode tresorcode "
                    + "schlosscode geheimzahl entree acces porte alarme portail digicode puerta acceso alarma porta accesso "
                    + "allarme cancello acesso portao deurcode toegangscode poortcode kluiscode");
    /** Codes whose digits need no sign before them: door code 4471. */
    private static final WordTable DIRECT_CODES = WordTable.of(
            "keysafe lockbox safe code puk turcode alarmcode zugangscode tresorcode schlosscode geheimzahl entree acces porte "
                    + "alarme portail digicode puerta acceso alarma porta accesso allarme cancello acesso portao deurcode "
                    + "toegangscode poortcode kluiscode pincode");
    /** Labels that a password follows without a sign. */
    private static final WordTable DIRECT = WordTable.of(
            "pw psw pwd passwd password passwort kennwort passphrase passcode mdp contrasena senha wachtwoord secret key psk "
                    + "passe phrase code");

    private static final WordTable LOGINS = WordTable.of(
            "credentials credential creds details zugangsdaten anmeldedaten identifiants credenciales credenziali credenciais "
                    + "inloggegevens login logon user username");
    private static final WordTable PHRASES = WordTable.of("passphrase phrase passphrases");
    private static final WordTable ANSWERS = WordTable.of("answer");
    private static final int NEAR = 5;
    private static final int FAR = 12;
    private static final int MOST_WORDS = 24;
    private static final int LONG_WORD = 8;

    @Override
    public String name() {
        return "password";
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.PASSWORD_LABEL, Cue.SECRET_LABEL, Cue.USER_LABEL);
    }

    @Override
    public void look(Scan scan, int token) {
        boolean label = scan.has(token, Cue.bits(Cue.PASSWORD_LABEL, Cue.SECRET_LABEL));
        if (label && (isAssigned(scan, token) || isDirect(scan, token))) {
            return;
        }
        if (label || scan.isAnyOf(token, LOGINS)) {
            lookFurther(scan, token);
        }
    }

    private static boolean isAssigned(Scan scan, int token) {
        int at = token + 1;
        boolean assigned = false;
        boolean bySign = false;
        boolean quoted = false;
        boolean broken = false;
        int most = token + NEAR;
        while (at < scan.count() && at <= most) {
            int tag = Markup.tagEnd(scan, at);
            if (scan.isSign(at, ':') || scan.isSign(at, '=')) {
                assigned = true;
                bySign = true;
            } else if (scan.isAnyOf(at, COPULAS)) {
                assigned = true;
            } else if (scan.isSign(at, '"') || scan.isSign(at, '\'') || scan.isSign(at, '`')) {
                quoted = true;
            } else if (assigned && tag > 0) {
                most += tag - at + 1;
                at = tag;
            } else if (assigned && !broken && scan.isBreak(at)) {
                broken = true;
            } else if (!(assigned && scan.isAnyOf(at, STILL))
                    && !scan.isSign(at, '(')
                    && !scan.isSign(at, '*')
                    && !scan.isSign(at, '_')) {
                break;
            }
            at++;
        }
        if (!assigned || at >= scan.count() || scan.isBreak(at)) {
            return false;
        }
        PasswordValue value = PasswordValue.at(scan, scan.tokens.start[at]);
        PasswordValue code = value.toLastDigit();
        if (scan.isAnyOf(token, CODES) && code.isCode()) {
            emit(scan, code, 0.8);
            return true;
        }
        boolean isSecret = !scan.isText(token, "pin") && value.isAssigned(bySign)
                || scan.has(token, Cue.PASSWORD_LABEL)
                        && (value.letters() == 0 && value.isCode() && value.length() > 5
                                || isOfWords(scan, at, value)
                                || isSetting(scan, token, at, value)
                                || isAnswer(scan, token, at, value)
                                || quoted && isQuotedWord(scan, at, value));
        if (isSecret) {
            emit(scan, value, 0.8);
            return true;
        }
        return isPhrase(scan, token, at);
    }

    private static void emit(Scan scan, PasswordValue value, double confidence) {
        scan.emitUnits(FindingType.SECRET, value.start(), value.end(), confidence);
    }

    /** Words joined by hyphens or dots: four of them, or three of which one is long and unknown. */
    private static boolean isOfWords(Scan scan, int at, PasswordValue value) {
        int words = 0;
        int small = 0;
        boolean unknown = false;
        for (int i = at; i < scan.count() && scan.tokens.start[i] < value.end(); i++) {
            if (scan.isWord(i)) {
                words++;
                small += scan.length(i) < 3 ? 1 : 0;
                unknown |= scan.length(i) >= LONG_WORD && scan.tokens.cues[i] == 0;
            } else if (!scan.isSign(i, '-') && !scan.isSign(i, '.')) {
                return false;
            }
        }
        return small == 0 && (words >= 4 || words == 3 && unknown) && !value.isInstead();
    }

    /** DB_PASSWORD=sunflower as a whole line or between semicolons: any word that is no placeholder. */
    private static boolean isSetting(Scan scan, int token, int at, PasswordValue value) {
        boolean glued = scan.isSign(token + 1, '=') && scan.touches(token + 1) && at == token + 2 && scan.touches(at);
        int after = value.end();
        boolean ends = after >= scan.text.length() || scan.text.at(after) == '\n' || scan.text.at(after) == ';';
        int first = token;
        while (first > 0 && first > token - FAR && !scan.isBreak(first - 1) && scan.touches(first)) {
            first--;
        }
        boolean alone = first == 0
                || scan.isSign(token - 1, ';')
                || scan.isBreak(first - 1)
                || scan.isText(first - 1, "export");
        return glued && ends && alone && value.isWord(LONG_WORD - 2);
    }

    /** Security answer: one word, not one that a rule would name. */
    private static boolean isAnswer(Scan scan, int token, int at, PasswordValue value) {
        return scan.isAnyOf(token, ANSWERS) && scan.isCapital(at) && value.isWord(3) && Names.isUncommon(scan, at);
    }

    /** "The password is "swordfish"." */
    private static boolean isQuotedWord(Scan scan, int at, PasswordValue value) {
        return value.isWord(LONG_WORD) && scan.tokens.cues[at] == 0;
    }

    /** Four words or more to the end of the line, none of them a small one. */
    private static boolean isPhrase(Scan scan, int token, int at) {
        if (!scan.isAnyOf(token, PHRASES)) {
            return false;
        }
        int words = 0;
        int end = at;
        while (scan.isWord(end) && words <= MOST_WORDS) {
            if (scan.has(end, Cue.FUNCTION) || scan.shape(end) != Tokens.LOWER || scan.length(end) < 3) {
                return false;
            }
            words++;
            end++;
        }
        scan.spend(words);
        boolean ends = end >= scan.count() || scan.isBreak(end) || scan.isSign(end, '"') || scan.isSign(end, '.');
        if (words < 4 || !ends) {
            return false;
        }
        scan.emit(FindingType.SECRET, at, end - 1, 0.8);
        return true;
    }

    /** Behind the label without a sign, in the next cell, alone in the next line, or behind the kind of a router's key. */
    private static boolean isDirect(Scan scan, int token) {
        int at = token + 1;
        if (scan.isAnyOf(token, DIRECT_CODES) && scan.has(token, Cue.PASSWORD_LABEL) && scan.isNumber(at)) {
            PasswordValue code = PasswordValue.at(scan, scan.tokens.start[at]);
            if (code.isCode() && !scan.touches(at)) {
                emit(scan, code, 0.75);
                return true;
            }
        }
        if (!scan.isAnyOf(token, DIRECT)) {
            return false;
        }
        boolean nextLine = scan.isBreak(at);
        at = nextLine || scan.isSign(at, '|') ? at + 1 : at;
        boolean kind = scan.isNumber(at) && scan.length(at) == 1 && !scan.touches(at + 1);
        at = kind ? at + 1 : at;
        at = scan.isSign(at, '"') || scan.isSign(at, '\'') ? at + 1 : at;
        if (at >= scan.count() || scan.isBreak(at) || at == token + 1 && scan.touches(at)) {
            return false;
        }
        PasswordValue value = PasswordValue.at(scan, scan.tokens.start[at]);
        boolean whole = value.end() >= scan.text.length() || scan.text.at(value.end()) == '\n';
        boolean login = scan.has(token, Cue.PASSWORD_LABEL)
                && scan.before(token, 3, Cue.USER_LABEL.bit()) >= 0
                && scan.before(token, NEAR + 2, Cue.DEVICE_LABEL.bit()) < 0
                && scan.isText(token - 2, "login")
                && value.isAssigned(false);
        if (value.isSure() && (!nextLine || whole) || login || kind && value.isAssigned(false)) {
            emit(scan, value, 0.75);
            return true;
        }
        return false;
    }

    /** Further on in the line, behind a sign or word that assigns; of a login, behind a slash too. */
    private static void lookFurther(Scan scan, int token) {
        boolean label = scan.has(token, Cue.bits(Cue.PASSWORD_LABEL, Cue.SECRET_LABEL));
        boolean login = scan.isAnyOf(token, LOGINS);
        for (int i = token + 1; i <= token + FAR && i + 1 < scan.count() && !scan.isBreak(i); i++) {
            scan.spend(1);
            if (scan.isSign(i, '.') && !scan.touches(i + 1) || scan.isSign(i, '(') && scan.touches(i)) {
                return;
            }
            boolean path = scan.touches(i) && scan.touches(i - 1) && !scan.isBreak(i - 2);
            boolean divides = login && (scan.isSign(i, '/') && !path || scan.isSign(i, '|'));
            boolean assigns = divides && !scan.isSign(i + 1, '/')
                    || label && (scan.isSign(i, ':') || scan.isSign(i, '=') || scan.isAnyOf(i, COPULAS));
            int at = scan.isAnyOf(i + 1, STILL) ? i + 2 : i + 1;
            at = scan.isSign(at, '"') || scan.isSign(at, '\'') || scan.isSign(at, '`') ? at + 1 : at;
            if (!assigns || at >= scan.count() || scan.isBreak(at)) {
                continue;
            }
            PasswordValue value = PasswordValue.at(scan, scan.tokens.start[at]);
            if (value.isSure()) {
                emit(scan, value, 0.7);
                return;
            }
        }
    }
}
