package dev.sluice.ingest.confinement;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A seccomp filter: no sockets, no looking into other processes, no signal to the process that starts this one. What the
 * programs that set up namespaces need stays open.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/seccomp.2.html">seccomp(2)</a>
 */
final class SystemCallFilter {
    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short JUMP_IF_AT_LEAST = 0x35;
    private static final short RETURN = 0x06;
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    /** Lower half of the first argument; both machines are little-endian. */
    private static final int FIRST_ARGUMENT = 16;

    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE = 0x00050000 | 13;
    /** Numbers from here on are those of x32, by which a filter over the others could be gone round. */
    private static final int X32 = 0x40000000;

    private static final long PR_SET_SECCOMP = 22;
    private static final long SECCOMP_MODE_FILTER = 2;
    private static final int INSTRUCTION = 8;

    /** By x86-64 and AArch64 number; those above 423 are the same everywhere. */
    private enum Refused {
        SOCKET(41, 198),
        CONNECT(42, 203),
        PTRACE(101, 117),
        PROCESS_VM_READV(310, 270),
        PROCESS_VM_WRITEV(311, 271),
        OPEN_BY_HANDLE_AT(304, 265),
        PERF_EVENT_OPEN(298, 241),
        BPF(321, 280),
        USERFAULTFD(323, 282),
        ADD_KEY(248, 217),
        REQUEST_KEY(249, 218),
        KEYCTL(250, 219),
        TKILL(200, 130),
        RT_SIGQUEUEINFO(129, 138),
        RT_TGSIGQUEUEINFO(297, 240),
        PIDFD_SEND_SIGNAL(424, 424),
        /** Makes sockets without the call above. */
        IO_URING_SETUP(425, 425),
        PIDFD_GETFD(438, 438);

        private final int x86;
        private final int aarch64;

        Refused(int x86, int aarch64) {
            this.x86 = x86;
            this.aarch64 = aarch64;
        }

        int on(SystemCalls.Machine machine) {
            return machine == SystemCalls.Machine.X86_64 ? x86 : aarch64;
        }
    }

    private record Instruction(short code, int ifTrue, int ifFalse, int operand) {}

    private final List<Instruction> program = new ArrayList<>();

    private SystemCallFilter() {}

    /**
     * The filter.
     *
     * @param parent the process that may not be signalled
     * @param ownPrograms whether the confined process starts programs that it has to end; else it signals nobody
     */
    static SystemCallFilter of(SystemCalls.Machine machine, long parent, boolean ownPrograms) {
        SystemCallFilter filter = new SystemCallFilter();
        boolean x86 = machine == SystemCalls.Machine.X86_64;
        filter.add(LOAD_WORD, 0, 0, ARCHITECTURE);
        filter.add(JUMP_IF_EQUAL, 1, 0, machine.auditArchitecture());
        filter.add(RETURN, 0, 0, REFUSE);
        filter.add(LOAD_WORD, 0, 0, NUMBER);
        if (x86) {
            filter.add(JUMP_IF_AT_LEAST, 0, 1, X32);
            filter.add(RETURN, 0, 0, REFUSE);
        }
        for (Refused refused : Refused.values()) {
            filter.add(JUMP_IF_EQUAL, 0, 1, refused.on(machine));
            filter.add(RETURN, 0, 0, REFUSE);
        }
        int kill = x86 ? 62 : 129;
        if (ownPrograms) {
            filter.refuseFor(kill, parent);
        } else {
            filter.add(JUMP_IF_EQUAL, 0, 1, kill);
            filter.add(RETURN, 0, 0, REFUSE);
        }
        filter.refuseFor(x86 ? 234 : 131, parent);
        filter.add(RETURN, 0, 0, ALLOW);
        return filter;
    }

    /** Refuses a signalling call to one process and to groups, which are 0 and below. */
    private void refuseFor(int number, long process) {
        add(JUMP_IF_EQUAL, 0, 6, number);
        add(LOAD_WORD, 0, 0, FIRST_ARGUMENT);
        add(JUMP_IF_EQUAL, 2, 0, 0);
        add(JUMP_IF_AT_LEAST, 1, 0, Integer.MIN_VALUE);
        add(JUMP_IF_EQUAL, 0, 1, Math.toIntExact(process));
        add(RETURN, 0, 0, REFUSE);
        add(RETURN, 0, 0, ALLOW);
    }

    private void add(int code, int ifTrue, int ifFalse, int operand) {
        program.add(new Instruction((short) code, ifTrue, ifFalse, operand));
    }

    /** Puts it in force for this thread and all that it starts, for good; false if the kernel takes no filter. */
    boolean install(SystemCalls calls) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment instructions = arena.allocate((long) INSTRUCTION * program.size(), INSTRUCTION);
            for (int i = 0; i < program.size(); i++) {
                Instruction instruction = program.get(i);
                long at = (long) INSTRUCTION * i;
                instructions.set(ValueLayout.JAVA_SHORT, at, instruction.code());
                instructions.set(ValueLayout.JAVA_BYTE, at + 2, (byte) instruction.ifTrue());
                instructions.set(ValueLayout.JAVA_BYTE, at + 3, (byte) instruction.ifFalse());
                instructions.set(ValueLayout.JAVA_INT, at + 4, instruction.operand());
            }
            MemorySegment header = arena.allocate(16, 8);
            header.set(ValueLayout.JAVA_SHORT, 0, (short) program.size());
            header.set(ValueLayout.JAVA_LONG, 8, instructions.address());
            return calls.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header.address()) == 0;
        }
    }
}
