package dev.sluice.classifier;

import java.util.regex.Pattern;

/**
 * How a detector failed, as far as it may be told: never a message, which can quote what the detector was given.
 *
 * @param detector the detector's name
 * @param kind what kind of failure it is
 * @param cause the class of what was thrown and, where the runtime gave one, its code: {@code OrtException ORT_FAIL}
 */
public record DetectorFailure(String detector, Kind kind, String cause) {
    /** What failed, and what to do about it. */
    public enum Kind {
        /** The native library of the model's runtime is not there, not for this machine, or may not be loaded. */
        LIBRARY(
                "the native library of the model's runtime does not load",
                "libraries are unpacked into java.io.tmpdir, which must exist, be writable and not be mounted noexec: unpack them once "
                        + "with `deploy/native DIR` and start with SLUICE_NATIVE=DIR. They run on Linux with glibc 2.28 or newer "
                        + "(x86-64, ARM64), macOS (ARM64) and Windows (x86-64)"),
        /** There was not enough memory, inside the heap or outside. */
        MEMORY(
                "there was not enough memory",
                "the model needs about 200 MB beside the heap: give the process more, run fewer documents at once, or lower "
                        + "SLUICE_HEAP"),
        /** The runtime refused the model. */
        MODEL(
                "the runtime refuses the model",
                "the program's files are damaged or mixed: build it again (`make build`)"),
        /** The model gave no answer, or not one that can be read. */
        ANSWER(
                "the model gave no answer that can be read",
                "once may be chance: rerun the document; each time: restart, and report it with cause and version"),
        /** The server of the last look cannot be reached, is too busy, refuses, or may not read the document. */
        SERVER(
                "the server of the last look cannot be used",
                "see with `doctor --config FILE` what is wrong with it; documents that it did not look at stay inside, and a rerun "
                        + "of doubtful ones looks at them"),
        /** The model of the last look did not answer as it was asked. */
        REPLY(
                "the model of the last look gave no answer that can be used",
                "name a model that follows a JSON schema and has room for a window and its answer, or a smaller window; "
                        + "`doctor --config FILE` tries it"),
        /** Anything else: a defect of the program. */
        DEFECT("the detector has a defect", "report it with cause and version; no document is cleared meanwhile");

        private final String meaning;
        private final String advice;

        Kind(String meaning, String advice) {
            this.meaning = meaning;
            this.advice = advice;
        }

        /** What it means, as part of a sentence. */
        public String meaning() {
            return meaning;
        }

        /** What to do about it. */
        public String advice() {
            return advice;
        }

        /** The kind of failure that a throwable of no other meaning stands for. */
        public static Kind of(Throwable thrown) {
            return switch (thrown) {
                case OutOfMemoryError none -> MEMORY;
                case LinkageError none -> LIBRARY;
                default -> DEFECT;
            };
        }
    }

    private static final int MOST_CAUSES = 10;
    private static final int LONGEST_NAME = 48;
    private static final Pattern CAUSE = Pattern.compile("[A-Za-z0-9_$. ]{1,100}");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the detector's name is blank, or the cause is anything but names
     */
    public DetectorFailure {
        if (detector.isBlank() || !CAUSE.matcher(cause).matches()) {
            throw new IllegalArgumentException(
                    "DetectorFailure: expected a name, and as the cause names of classes and codes");
        }
    }

    /** The failure of a detector that threw something of no other meaning. */
    public static DetectorFailure of(String detector, Throwable thrown) {
        return new DetectorFailure(detector, Kind.of(thrown), cause(thrown));
    }

    /** The class of a throwable and, behind it, that of its innermost cause: all that may be told of it. */
    public static String cause(Throwable thrown) {
        Throwable innermost = thrown;
        for (int depth = 0; innermost.getCause() != null && depth < MOST_CAUSES; depth++) {
            innermost = innermost.getCause();
        }
        return innermost == thrown ? name(thrown) : name(thrown) + " " + name(innermost);
    }

    private static String name(Throwable thrown) {
        String whole = thrown.getClass().getName();
        String name = whole.substring(whole.lastIndexOf('.') + 1).replaceAll("[^A-Za-z0-9_$]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** The detector and how it failed, as part of a sentence. */
    public String found() {
        return detector + ": " + kind.meaning() + " (" + cause + ")";
    }
}
