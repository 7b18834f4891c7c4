package dev.sluice.app;

import dev.sluice.app.command.SluiceCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Entry point of the {@code sluice} command. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Output is UTF-8 whatever the locale, so that a JSON line is the same bytes on every machine.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        System.setIn(InterruptibleInput.standard());
        Interruption.reaches(Thread.currentThread());
        int code = SluiceCommand.run(arguments, System.out, System.err);
        System.out.flush();
        System.err.flush();
        // Halting after an orderly close: a native library or a driver's thread must not keep the process alive.
        Runtime.getRuntime().halt(code);
    }
}
