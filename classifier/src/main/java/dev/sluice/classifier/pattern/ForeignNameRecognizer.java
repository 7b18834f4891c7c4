package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/**
 * Names in texts of the covered languages beside English, letter A: after labels that only persons have, after titles
 * whose end is written small (Dr. med., Sig.ra), where a letter or message greets or is signed, and in prose beside what
 * tells of a person.
 */
final class ForeignNameRecognizer implements Recognizer {
    private static final int REACH = 5;
    private static final WordTable OWN_LABELS =
            WordTable.of("nachname nachnamen vorname vornamen familienname geburtsname zuname rufname "
                    + "nombre nombres apellido apellidos nom noms prenom prenoms cognome cognomi nome nomi sobrenome "
                    + "apelido apelidos achternaam voornaam voornamen geboortenaam familienaam naam roepnaam paciente "
                    + "patientin patiente paziente name");
    private static final WordTable PERSONS = WordTable.of(
            "patient patiente patienten patientin paciente paziente klant kunde kundin "
                    + "bewoner bewoonster bewohner bewohnerin mieter mieterin huurder huurster inquilina inquilino locataire "
                    + "aluno aluna alumno alumna alunno alunna leerling schuler schulerin eleve kollege kollegin collega colega socio socia membro membre mitglied lid");
    private static final WordTable LINKS =
            WordTable.of("ist lautet heise heist es son est sont e heet is chamo llamo mappelle appelle");

    @Override
    public String name() {
        return "foreign-name";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.NAME_LABEL, Cue.TITLE, Cue.CAPITAL, Cue.INITIAL, Cue.FIRST_NAME);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.NAME_LABEL) && isOwnLabel(scan, token)) {
            labelled(scan, token);
        }
        boolean titled = scan.has(token, Cue.TITLE)
                && scan.shape(token) == Tokens.LOWER
                && (scan.has(token, Cue.FOREIGN) || scan.isForeign(token))
                && (scan.length(token) > 2 || scan.isSign(token - 1, '.'));
        if (titled || isMonsieur(scan, token)) {
            titled(scan, token);
        }
        if (scan.isForeign(token) && scan.has(token, Cue.FIRST_NAME) && isSpoken(scan, token)) {
            int last = isSpokenSurname(scan, token + 1) ? token + 1 : token;
            scan.emit(FindingType.PERSON, token, last, 0.7);
        }
        if (!scan.isCapital(token)) {
            return;
        }
        int last = SignOff.nameEnd(scan, token);
        if (last >= token) {
            scan.emit(FindingType.PERSON, token, last, 0.7);
        } else if (scan.isForeign(token)) {
            inProse(scan, token);
        }
    }

    /** A given name in lower case after a word for a person, as in dictation: de patiënt jeroen hulsbergen. */
    private static boolean isSpoken(Scan scan, int token) {
        return scan.shape(token) == Tokens.LOWER
                && scan.length(token) > 3
                && !scan.touches(token)
                && !scan.has(token, Names.ORDINARY)
                && !BuiltIn.LANGUAGES.isOrdinary(scan, token)
                && (scan.isAnyOf(token - 1, PERSONS) || scan.has(token - 1, Cue.bits(Cue.RELATIVE, Cue.TITLE)));
    }

    private static boolean isSpokenSurname(Scan scan, int token) {
        return scan.isWord(token)
                && scan.shape(token) == Tokens.LOWER
                && !scan.touches(token)
                && !scan.has(token, Names.ORDINARY)
                && !BuiltIn.LANGUAGES.isOrdinary(scan, token);
    }

    /** Whether the word is a label for the name of a person in one of the languages. */
    static boolean isOwnLabel(Scan scan, int token) {
        return scan.isAnyOf(token, OWN_LABELS) && (scan.has(token, Cue.FOREIGN) || scan.isForeign(token));
    }

    /** Nachname: Threnwick; Apellidos y nombre: …: whatever the name looks like. */
    private static void labelled(Scan scan, int label) {
        boolean colon = false;
        for (int at = label + 1; at <= label + REACH && at < scan.count(); at++) {
            if (scan.isSign(at, ':') || scan.isSign(at, '|') || scan.isSign(at, '=')) {
                colon = true;
            } else if (colon && scan.isWord(at)) {
                boolean name = scan.isCapital(at)
                        && !scan.has(at, Cue.bits(Cue.NAME_LABEL, Cue.BIRTH, Cue.PHONE_LABEL, Cue.ADDRESS_LABEL))
                        && !scan.has(at, Cue.bits(Cue.FUNCTION, Cue.NOT_A_NAME))
                        && !Names.isCode(scan, at)
                        && !scan.isSign(at + 1, ':');
                if (name) {
                    scan.emit(FindingType.PERSON, at, Names.end(scan, at), 0.7);
                }
                return;
            } else if (!scan.isBreak(at)
                    && !scan.isSign(at, '"')
                    && !scan.isSign(at, '*')
                    && !isLink(scan, at)
                    && !scan.has(at, Cue.NAME_LABEL)) {
                return;
            } else if (isLink(scan, at)) {
                colon = true;
            }
        }
    }

    private static boolean isLink(Scan scan, int token) {
        return scan.isWord(token) && scan.isAnyOf(token, LINKS);
    }

    /** M. Threnwick, in French. */
    private static boolean isMonsieur(Scan scan, int token) {
        return scan.isIn(token, Language.FRENCH)
                && (scan.isText(token, "m") && scan.isSign(token + 1, '.') || scan.isText(token, "me"))
                && scan.has(token, Cue.bits(Cue.INITIAL, Cue.CAPITAL));
    }

    private static void titled(Scan scan, int title) {
        int next = scan.isSign(title + 1, '.') ? title + 2 : title + 1;
        if (Names.isWritten(scan, next) && !scan.has(next, Cue.NAME_TAIL)) {
            boolean known = scan.has(next, Names.KNOWN) || Names.isUncommon(scan, next);
            if (known) {
                scan.emit(FindingType.PERSON, next, Names.end(scan, next), 0.8);
            }
        }
    }

    /** A given name that is no other word beside what persons do or are, or two strange words with a person near. */
    private static void inProse(Scan scan, int token) {
        if (!Names.isWritten(scan, token)
                || scan.shape(token) != Tokens.CAPITALISED
                || scan.has(token, Cue.MONTH)
                || !Names.isUncommon(scan, token)
                || scan.touches(token)) {
            return;
        }
        int last = Names.end(scan, token);
        if (Names.hasOtherTail(scan, last)) {
            return;
        }
        int reach = scan.isIn(token, Language.GERMAN) ? 3 : REACH;
        boolean acts = scan.has(last + 1, Cue.PERSON_VERB) || scan.has(token - 1, Cue.PERSON_VERB);
        boolean person = acts
                || scan.before(token, reach, Cue.bits(Cue.RELATIVE, Cue.TITLE, Cue.PERSON_CONTEXT)) >= 0
                || scan.after(last, reach, Cue.bits(Cue.RELATIVE, Cue.PERSON_CONTEXT, Cue.BIRTH)) >= 0;
        boolean first = Names.isSurelyFirst(scan, token) && scan.length(token) > 3;
        boolean pair = last > token && isStrange(scan, token) && isStrange(scan, last);
        boolean prose = pair && !scan.isIn(token, Language.GERMAN);
        if (person && (first || prose)) {
            scan.emit(FindingType.PERSON, token, last, 0.65);
        }
    }

    private static boolean isStrange(Scan scan, int token) {
        return Names.isUncommon(scan, token)
                && scan.length(token) > 2
                && !scan.has(token, Cue.bits(Cue.HEALTH, Cue.NAME_TAIL, Cue.STREET));
    }
}
