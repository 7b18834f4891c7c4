package dev.sluice.classifier.pattern;

import dev.sluice.classifier.FindingType;

/** Bank routing numbers of the United States with their checksum, sort codes and the like beside a label. */
final class RoutingRecognizer implements Recognizer {
    @Override
    public String name() {
        return "routing-number";
    }

    @Override
    public long triggers() {
        return Cue.ROUTING_LABEL.bit();
    }

    @Override
    public void look(Scan scan, int token) {
        for (int i = token + 1; i <= token + 10 && i < scan.count(); i++) {
            scan.spend(1);
            if (!scan.isNumber(i)) {
                continue;
            }
            NumberRun run = scan.run(i);
            boolean routing = run.size(0) == 9;
            boolean sortCode = run.startsWith(0, 2, 2, 2) || run.size(0) == 6 || run.startsWith(0, 3, 3);
            if (routing || sortCode) {
                boolean checked = routing && Checksums.routing(run.value(0, 0));
                int last = routing || run.size(0) == 6 ? i : run.token(run.size(0) == 2 ? 2 : 1);
                scan.emit(FindingType.ROUTING_NUMBER, i, last, checked ? 0.95 : 0.7);
            }
            return;
        }
    }
}
