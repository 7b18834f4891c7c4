package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Health vocabulary: conditions, drugs, procedures, departments and words of care. */
final class HealthRecognizer implements Recognizer {
    @Override
    public String name() {
        return "health-term";
    }

    @Override
    public long triggers() {
        return Cue.HEALTH.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        scan.emit(FindingType.HEALTH, token, token, 0.7);
    }
}
