package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Later mentions, letter A, of a name that the text has already given away: "… Threnidan again". */
final class CarriedNameRecognizer implements Recognizer {
    @Override
    public String name() {
        return "carried-name";
    }

    @Override
    public long triggers() {
        return Cue.CAPITAL.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        if (scan.names.has(token)
                && !scan.isPerson(token)
                && Names.isWritten(scan, token)
                && !Names.hasOtherTail(scan, token)) {
            scan.emit(FindingType.PERSON, token, token, 0.7);
        }
    }
}
