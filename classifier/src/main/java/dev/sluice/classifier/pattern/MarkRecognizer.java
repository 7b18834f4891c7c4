package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Markings of legal privilege, export control and business confidentiality. */
final class MarkRecognizer implements Recognizer {
    private static final WordTable ABBREVIATIONS = WordTable.of("itar eccn usml cui");

    @Override
    public String name() {
        return "marking";
    }

    @Override
    public long triggers() {
        return Cue.bits(Cue.LEGAL_MARK, Cue.EXPORT_MARK, Cue.CONFIDENCE_MARK, Cue.CAPITAL);
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.has(token, Cue.LEGAL_MARK)) {
            scan.emit(FindingType.LEGAL_PRIVILEGE, token, token, 0.9);
        }
        if (scan.has(token, Cue.EXPORT_MARK) && isWritten(scan, token)) {
            scan.emit(FindingType.EXPORT_CONTROL, token, token, 0.9);
        }
        if (scan.has(token, Cue.CONFIDENCE_MARK) && !Names.isCode(scan, token)) {
            scan.emit(FindingType.CONFIDENTIALITY, token, token, 0.85);
        }
        if (scan.length(token) == 12
                && !Names.isCode(scan, token)
                && !scan.isSign(token + 1, '=')
                && scan.isText(token, "confidential")
                && isMarking(scan, token)) {
            scan.emit(FindingType.CONFIDENTIALITY, token, token, 0.8);
        }
    }

    /** Abbreviations count in capitals only. */
    private static boolean isWritten(Scan scan, int token) {
        return scan.length(token) > 4 || scan.shape(token) == Tokens.UPPER || !scan.isAnyOf(token, ABBREVIATIONS);
    }

    /** In capitals, alone on its line, or as the first word before a colon or a dash. */
    private static boolean isMarking(Scan scan, int token) {
        boolean begins =
                token == 0 || scan.isBreak(token - 1) || scan.isSign(token - 1, '[') || scan.isSign(token - 1, '*');
        boolean ends = token + 1 >= scan.count()
                || scan.isBreak(token + 1)
                || scan.isSign(token + 1, ':')
                || scan.isSign(token + 1, '-')
                || scan.isSign(token + 1, ']')
                || scan.isSign(token + 1, '*');
        return scan.shape(token) == Tokens.UPPER || begins && ends;
    }
}
