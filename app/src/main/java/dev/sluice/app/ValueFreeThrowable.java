package dev.sluice.app;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/** Writes the types and frames of an exception and its causes, never a message. */
public final class ValueFreeThrowable extends ThrowableHandlingConverter {
    private static final int FRAMES = 12;
    private static final int CAUSES = 5;

    @Override
    public String convert(ILoggingEvent event) {
        StringBuilder text = new StringBuilder();
        IThrowableProxy thrown = event.getThrowableProxy();
        for (int depth = 0; thrown != null && depth < CAUSES; depth++, thrown = thrown.getCause()) {
            text.append(depth == 0 ? "  " : "  caused by ")
                    .append(thrown.getClassName())
                    .append('\n');
            int shown = Math.min(FRAMES, thrown.getStackTraceElementProxyArray().length);
            for (int frame = 0; frame < shown; frame++) {
                text.append("    ")
                        .append(thrown.getStackTraceElementProxyArray()[frame].getSTEAsString())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
