package dev.sluice.ingest.intake;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What this process's C library says of errors that no path is to blame for. Java gives a failed call's number away and keeps
 * its text, which is in the language that the process was started in; so the same library is asked for the texts of the
 * numbers.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/errno.3.html">errno(3)</a>
 */
final class SystemErrors {
    /** As Linux numbers them on x86-64 and AArch64. */
    private static final int[] OF_THE_SYSTEM = {
        4, // EINTR
        5, // EIO
        11, // EAGAIN
        12, // ENOMEM
        23, // ENFILE
        24, // EMFILE
        70, // ECOMM
        107, // ENOTCONN
        110, // ETIMEDOUT
        112, // EHOSTDOWN
        113, // EHOSTUNREACH
        116, // ESTALE
        121, // EREMOTEIO
    };

    private static final long LONGEST = 1024;

    /** Where the library cannot be asked. */
    private static final Set<String> IN_ENGLISH = Set.of(
            "Too many open files",
            "Too many open files in system",
            "Input/output error",
            "Stale file handle",
            "Cannot allocate memory",
            "Interrupted system call",
            "Resource temporarily unavailable",
            "Transport endpoint is not connected",
            "Connection timed out",
            "Host is down",
            "No route to host",
            "Remote I/O error",
            "Communication error on send");

    private static final Set<String> SAID = said();

    private SystemErrors() {}

    /** Whether the reason of a failed call lies in the system or its disks. */
    static boolean isOfTheSystem(String reason) {
        return SAID.contains(reason);
    }

    /** The library's words for a number, as Java has them in the reasons of its exceptions; empty where it cannot be asked. */
    static Optional<String> words(int number) {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle strerror = linker.downcallHandle(
                    linker.defaultLookup().find("strerror").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            MemorySegment words = (MemorySegment) strerror.invokeExact(number);
            return Optional.of(
                    words.reinterpret(LONGEST).getString(0, Charset.forName(System.getProperty("sun.jnu.encoding"))));
        } catch (Throwable notHere) {
            return Optional.empty();
        }
    }

    private static Set<String> said() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return IN_ENGLISH;
        }
        Set<String> said = IntStream.of(OF_THE_SYSTEM)
                .mapToObj(SystemErrors::words)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        return said.isEmpty() ? IN_ENGLISH : said;
    }
}
