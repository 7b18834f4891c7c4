package dev.sluice.ingest.confinement;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Landlock, Linux 5.13 or later: what the calling thread and all that it starts may do with files and TCP, and whom they may
 * signal, for good. Whoever is in such a domain cannot look into processes outside it either.
 *
 * @see <a href="https://docs.kernel.org/userspace-api/landlock.html">Landlock</a>
 */
final class Landlock {
    private static final long CREATE_RULESET = 444;
    private static final long ADD_RULE = 445;
    private static final long RESTRICT_SELF = 446;
    private static final long VERSION = 1;
    private static final long PATH_BENEATH = 1;

    private static final long EXECUTE = 1;
    private static final long WRITE_FILE = 1 << 1;
    private static final long READ_FILE = 1 << 2;
    private static final long READ_FOLDER = 1 << 3;
    private static final long BIND_AND_CONNECT_TCP = 1 | 1 << 1;
    private static final long SCOPE_SOCKETS_AND_SIGNALS = 1 | 1 << 1;

    /** The first version that knows TCP, which can be handled without handling files, and so without refusing mounts. */
    private static final int WITH_TCP = 4;

    private static final int WITH_SIGNALS = 6;

    private final SystemCalls calls;
    private final int version;

    Landlock(SystemCalls calls) {
        this.calls = calls;
        this.version = (int) Math.max(0, calls.call(CREATE_RULESET, 0, 0, VERSION));
    }

    /** Whether files can be kept from a process. */
    boolean knowsFiles() {
        return version > 0;
    }

    boolean knowsSignals() {
        return version >= WITH_SIGNALS;
    }

    /** Whether there is anything to refuse where mounts have to stay possible. */
    boolean knowsMoreThanFiles() {
        return version >= WITH_TCP;
    }

    /** Refuses TCP, and signals and sockets without a name to whom this thread did not start, as far as the kernel can. */
    void restrictAllButFiles() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            long rules = ruleset(arena, 0);
            try {
                enforce(rules);
            } finally {
                calls.close(rules);
            }
        }
    }

    /**
     * As {@link #restrictAllButFiles()}, and refuses files.
     *
     * @param readable can be read and run, with what is beneath
     * @param devices can be read and written
     * @param folder the only place where anything can be made or changed
     */
    void restrict(Collection<Path> readable, List<Path> devices, Path folder) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            long rules = ruleset(arena, allFileRights());
            try {
                for (Path path : readable) {
                    long folders = Files.isDirectory(path) ? READ_FOLDER : 0;
                    allow(arena, rules, path, EXECUTE | READ_FILE | folders);
                }
                for (Path device : devices) {
                    allow(arena, rules, device, READ_FILE | WRITE_FILE);
                }
                allow(arena, rules, folder, allFileRights());
                enforce(rules);
            } finally {
                calls.close(rules);
            }
        }
    }

    private long allFileRights() {
        int rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
        return (1L << rights) - 1;
    }

    private long ruleset(Arena arena, long files) throws IOException {
        MemorySegment attributes = arena.allocate(24, 8);
        attributes.set(ValueLayout.JAVA_LONG, 0, files);
        attributes.set(ValueLayout.JAVA_LONG, 8, version >= WITH_TCP ? BIND_AND_CONNECT_TCP : 0);
        attributes.set(ValueLayout.JAVA_LONG, 16, knowsSignals() ? SCOPE_SOCKETS_AND_SIGNALS : 0);
        int known = knowsSignals() ? 24 : version >= WITH_TCP ? 16 : 8;
        long rules = calls.call(CREATE_RULESET, attributes.address(), known, 0);
        if (rules < 0) {
            throw refused();
        }
        return rules;
    }

    /** A path that is not there needs no rule. */
    private void allow(Arena arena, long rules, Path path, long rights) throws IOException {
        long descriptor = calls.openPath(arena.allocateFrom(path.toString()));
        if (descriptor < 0) {
            return;
        }
        try {
            MemorySegment rule = arena.allocate(16, 8);
            rule.set(ValueLayout.JAVA_LONG, 0, rights);
            rule.set(ValueLayout.JAVA_INT, 8, (int) descriptor);
            if (calls.call(ADD_RULE, rules, PATH_BENEATH, rule.address(), 0) != 0) {
                throw refused();
            }
        } finally {
            calls.close(descriptor);
        }
    }

    private void enforce(long rules) throws IOException {
        if (calls.call(RESTRICT_SELF, rules, 0) != 0) {
            throw refused();
        }
    }

    private static IOException refused() {
        return new IOException("the kernel refuses a Landlock rule");
    }
}
