package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Names, letter A, in the names of files and folders and in web addresses: two joined parts of which neither is an ordinary
 * word and one is a given name, {@code contracts/okafor_ngozi.pdf}; users of home folders, letter R.
 */
final class PathNameRecognizer implements Recognizer {
    private static final int LONGEST = 200;
    private static final int MOST_TOKENS = 60;
    private static final int SHORTEST_PART = 3;
    private static final WordTable DOCUMENTS = WordTable.of(
            "pdf doc docx odt rtf txt xls xlsx ods csv ppt pptx jpg jpeg png heic tif tiff eml msg vcf zip mp3 wav m4a mp4 mov dcm "
                    + "pages");
    private static final WordTable FOLDERS = WordTable.of("home homes users mail benutzer utilisateurs");
    private static final WordTable PERSONAL_FOLDERS = WordTable.of(
            "hr rh people staff team users user profile profiles members employees personnel personal contracts contrats vertrage "
                    + "contratos contratti contracten bewerbungen applications cv cvs resume resumes patients patient patienten "
                    + "clients kunden mandanten students pupils payroll payslips invoices letters scans intern internal intranet "
                    + "localhost share shares mail name author owner assignee");
    private static final WordTable SERVICES = WordTable.of(
            "ubuntu jenkins runner runners postgres vagrant git user users admin circleci travis builder build deploy node docker "
                    + "hadoop ec centos opc vscode codespace coder app apps work gitpod linuxbrew public shared default root guest "
                    + "me my your you username name alice bob john jane doe smith foo bar test runneradmin containeradministrator "
                    + "debian fedora kali oracle mysql nginx www data share lib bin local page pages index html php assets jovyan "
                    + "carol dave eve joe max mary tom");

    @Override
    public String name() {
        return "path-name";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.FIRST_NAME, Cue.HINT);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.HINT) && scan.isAnyOf(token, FOLDERS)) {
            home(scan, token);
        }
        if (!isJoined(scan, token) || !scan.has(token, Cue.FIRST_NAME) || !isPart(scan, token)) {
            return;
        }
        int other = isJoint(scan, token + 1) ? token + 2 : -1;
        if (!isOther(scan, other)) {
            other = isJoint(scan, token - 1) ? token - 2 : -1;
        }
        if (!isOther(scan, other)) {
            return;
        }
        int slash = slash(scan, token);
        if (slash >= 0 && (isHost(scan, slash) || isPublished(scan, Math.min(token, other)))) {
            return;
        }
        boolean known = scan.has(other, Names.KNOWN);
        boolean document = isDocument(scan, Math.max(token, other));
        if (document || known && slash >= 0) {
            scan.emit(FindingType.PERSON, Math.min(token, other), Math.max(token, other), known ? 0.7 : 0.6);
        }
    }

    private static boolean isJoined(Scan scan, int token) {
        return scan.touches(token) || scan.touches(token + 1);
    }

    /** A whole part of a name of a file: letters between signs. */
    private static boolean isPart(Scan scan, int token) {
        return scan.isWord(token)
                && scan.length(token) >= SHORTEST_PART
                && Names.isUncommon(scan, token)
                && !(scan.touches(token) && isUnit(scan, token - 1))
                && !goesOn(scan, token);
    }

    private static boolean isUnit(Scan scan, int token) {
        return scan.isWord(token) || scan.isNumber(token);
    }

    private static boolean goesOn(Scan scan, int token) {
        return scan.touches(token + 1) && isUnit(scan, token + 1);
    }

    private static boolean isOther(Scan scan, int token) {
        return token >= 0
                && token < scan.count()
                && isPart(scan, token)
                && (scan.has(token, Names.KNOWN) || scan.length(token) > SHORTEST_PART && scan.tokens.cues[token] == 0)
                && !scan.isAnyOf(token, SERVICES);
    }

    private static boolean isJoint(Scan scan, int token) {
        return scan.touches(token)
                && scan.touches(token + 1)
                && (scan.isSign(token, '_')
                        || scan.isSign(token, '-')
                        || scan.isSign(token, '.')
                        || scan.isSign(token, '+'))
                && scan.length(token) == 1;
    }

    /** Whether the unbroken stretch around ends with a dot and the ending of a document or picture. */
    private static boolean isDocument(Scan scan, int token) {
        for (int i = token + 1; i < token + 12 && i < scan.count() && scan.touches(i); i++) {
            if (scan.isSign(i, '.') && scan.touches(i + 1) && scan.isAnyOf(i + 1, DOCUMENTS) && !goesOn(scan, i + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the slash is the second of the two before a host. */
    private static boolean isHost(Scan scan, int slash) {
        return slash > 1 && scan.text.at(slash - 1) == '/' && scan.text.at(slash - 2) == ':';
    }

    /** In a web address that no folder of persons or of a firm's files is part of: links name their authors. */
    private static boolean isPublished(Scan scan, int token) {
        for (int i = token - 1; i >= 0 && i > token - MOST_TOKENS && scan.touches(i + 1); i--) {
            scan.spend(1);
            if (scan.isAnyOf(i, PERSONAL_FOLDERS)) {
                return false;
            }
            if (scan.isSign(i, ':') && scan.isSign(i + 1, '/') && scan.isSign(i + 2, '/')) {
                return true;
            }
        }
        return false;
    }

    /** The nearest slash or backslash before it without white space between, or -1. */
    private static int slash(Scan scan, int token) {
        int start = scan.tokens.start[token];
        for (int i = start - 1; i >= 0 && start - i < LONGEST && scan.text.at(i) > ' '; i--) {
            if (scan.text.at(i) == '/' || scan.text.at(i) == '\\') {
                scan.spend((start - i) / 4);
                return i;
            }
        }
        return -1;
    }

    /** /home/okafor, C:\Users\ngozi.okafor: a name, a name behind an initial, or two names. */
    private static void home(Scan scan, int token) {
        boolean folder = scan.touches(token) && isSlash(scan, token - 1);
        int user = token + 2;
        if (!folder || !scan.touches(token + 1) || !isSlash(scan, token + 1) || !scan.touches(user)) {
            return;
        }
        boolean alone = !goesOn(scan, user);
        if (!alone || !scan.isWord(user) || scan.isAnyOf(user, SERVICES) || scan.length(user) <= SHORTEST_PART) {
            return;
        }
        boolean surname = scan.has(user, Cue.SURNAME) && !scan.has(user, Cue.COMMON_FIRST_NAME);
        boolean two = isJoint(scan, user + 1) && scan.has(user + 2, Names.KNOWN) && Names.isUncommon(scan, user + 2);
        boolean name = Names.isUncommon(scan, user) && scan.has(user, Names.KNOWN) && (surname || two);
        if (name || isInitialAndSurname(scan, user)) {
            scan.emit(FindingType.USERNAME, user, user, 0.65);
        }
    }

    private static boolean isSlash(Scan scan, int token) {
        return scan.isSign(token, '/') || scan.isSign(token, '\\');
    }

    /** One letter more than a surname that is no word. */
    private static boolean isInitialAndSurname(Scan scan, int token) {
        int start = scan.tokens.start[token] + 1;
        int end = scan.tokens.end[token];
        if (scan.tokens.cues[token] != 0 || end - start <= SHORTEST_PART + 1) {
            return false;
        }
        String surname = new String(scan.text.folded(), start, end - start);
        long cues = BuiltIn.LEXICON.cues(surname.toCharArray(), 0, surname.length(), Lexicon.hash(surname));
        return (cues & Cue.SURNAME.bit()) != 0 && (cues & (Names.ORDINARY | Cue.PLACE.bit())) == 0;
    }
}
