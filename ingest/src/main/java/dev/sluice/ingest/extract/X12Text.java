package dev.sluice.ingest.extract;

/** Renders X12 interchanges: one segment a line. The fixed-width ISA segment tells the terminator. */
final class X12Text {
    private static final int ISA_LENGTH = 106;

    private X12Text() {}

    static boolean matches(String start) {
        return start.length() > ISA_LENGTH
                && start.startsWith("ISA")
                && !Character.isLetterOrDigit(start.charAt(3))
                && start.charAt(ISA_LENGTH - 3) == start.charAt(3)
                && !Character.isLetterOrDigit(start.charAt(ISA_LENGTH - 1));
    }

    static String render(String text) {
        String message = text.stripLeading();
        char terminator = message.charAt(ISA_LENGTH - 1);
        StringBuilder out = new StringBuilder(message.length() + message.length() / 20);
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == terminator) {
                out.append(terminator < 0x20 ? "" : String.valueOf(terminator)).append('\n');
                while (i + 1 < message.length() && (message.charAt(i + 1) == '\n' || message.charAt(i + 1) == '\r')) {
                    i++;
                }
            } else {
                out.append(c);
            }
        }
        return out.toString().stripTrailing();
    }
}
