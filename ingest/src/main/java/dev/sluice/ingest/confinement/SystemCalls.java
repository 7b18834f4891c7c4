package dev.sluice.ingest.confinement;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Linux kernel that Java has no words for, by their numbers. Each concerns the calling thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/syscalls.2.html">syscalls(2)</a>
 */
final class SystemCalls {
    /** Numbers that differ between processors. */
    enum Machine {
        X86_64(0xC000003E, 157, 257, 3),
        AARCH64(0xC00000B7, 167, 56, 57);

        private final int auditArchitecture;
        private final int prctl;
        private final int openat;
        private final int close;

        Machine(int auditArchitecture, int prctl, int openat, int close) {
            this.auditArchitecture = auditArchitecture;
            this.prctl = prctl;
            this.openat = openat;
            this.close = close;
        }

        /** What seccomp filters call it ({@code AUDIT_ARCH_*} of linux/audit.h). */
        int auditArchitecture() {
            return auditArchitecture;
        }

        private static @Nullable Machine here() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return null;
            }
            return switch (System.getProperty("os.arch")) {
                case "amd64", "x86_64" -> X86_64;
                case "aarch64" -> AARCH64;
                default -> null;
            };
        }
    }

    private static final int ARGUMENTS = 6;
    private static final long AT_FDCWD = -100;
    private static final long O_PATH_CLOEXEC = 0x200000 | 0x80000;

    private final Machine machine;
    private final MethodHandle syscall;

    private SystemCalls(Machine machine, MethodHandle syscall) {
        this.machine = machine;
        this.syscall = syscall;
    }

    /** Empty on another system or processor, and where this JVM may not call native code. */
    static Optional<SystemCalls> ofThisMachine() {
        Machine machine = Machine.here();
        if (machine == null) {
            return Optional.empty();
        }
        try {
            Linker linker = Linker.nativeLinker();
            ValueLayout[] arguments =
                    Collections.nCopies(ARGUMENTS + 1, ValueLayout.JAVA_LONG).toArray(ValueLayout[]::new);
            return linker.defaultLookup()
                    .find("syscall")
                    .map(address -> linker.downcallHandle(
                            address,
                            FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments),
                            Linker.Option.firstVariadicArg(1)))
                    .map(handle -> new SystemCalls(machine, handle));
        } catch (IllegalCallerException | UnsupportedOperationException | LinkageError notHere) {
            return Optional.empty();
        }
    }

    Machine machine() {
        return machine;
    }

    /** The kernel's answer; -1 if it refuses. Arguments that are left out are 0. */
    long call(long number, long... arguments) {
        long[] all = java.util.Arrays.copyOf(arguments, ARGUMENTS);
        try {
            return (long) syscall.invokeExact(number, all[0], all[1], all[2], all[3], all[4], all[5]);
        } catch (Throwable impossible) {
            throw new IllegalStateException("a system call throws nothing", impossible);
        }
    }

    long prctl(long option, long... arguments) {
        long[] all = new long[arguments.length + 1];
        all[0] = option;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return call(machine.prctl, all);
    }

    /** A descriptor that names a file or folder and cannot be read from, following links; -1 if there is none. */
    long openPath(MemorySegment path) {
        return call(machine.openat, AT_FDCWD, path.address(), O_PATH_CLOEXEC);
    }

    void close(long descriptor) {
        call(machine.close, descriptor);
    }
}
