package dev.sluice.ingest.extract;

/** The lines of a page in which readings stand beside what they are readings of (ruby), without the readings. */
final class RubyBases {
    private final StringBuilder found = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private boolean hasRuby;
    private int readings;

    void start(String element) {
        hasRuby |= element.equals("ruby");
        readings += isReading(element) ? 1 : 0;
    }

    void end(String element) {
        readings -= isReading(element) ? 1 : 0;
    }

    void add(String text) {
        if (readings == 0) {
            line.append(text);
        }
    }

    void endLine() {
        if (hasRuby) {
            found.append(line).append('\n');
        }
        line.setLength(0);
        hasRuby = false;
    }

    /** A line for each that has any. */
    String text() {
        endLine();
        return found.toString();
    }

    private static boolean isReading(String element) {
        return element.equals("rt") || element.equals("rp") || element.equals("rtc");
    }
}
