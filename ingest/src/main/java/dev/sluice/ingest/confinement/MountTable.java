package dev.sluice.ingest.confinement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What is mounted where, as this process sees it. */
final class MountTable {
    private static final int MOUNT_POINT = 4;
    private static final int OPTIONS = 5;

    private record Mount(Path point, Set<String> options) {}

    private final List<Mount> mounts;

    private MountTable(List<Mount> mounts) {
        this.mounts = mounts;
    }

    static MountTable read() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1));
    }

    /** @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a> */
    static MountTable parse(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(" ");
            if (fields.length > OPTIONS) {
                mounts.add(new Mount(Path.of(unescaped(fields[MOUNT_POINT])), Set.of(fields[OPTIONS].split(","))));
            }
        }
        return new MountTable(mounts);
    }

    /** Mount points strictly beneath a folder, each once, the higher first. */
    List<Path> beneath(Path folder) {
        return mounts.stream()
                .map(Mount::point)
                .filter(point -> point.startsWith(folder) && !point.equals(folder))
                .distinct()
                .sorted(Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Whether programs of this place may not be run; a namespace of another user must leave that as it is. */
    boolean forbidsPrograms(Path path) {
        return mounts.stream()
                .filter(mount -> path.startsWith(mount.point()))
                .max(Comparator.comparingInt(mount -> mount.point().getNameCount()))
                .filter(mount -> mount.options().contains("noexec"))
                .isPresent();
    }

    /** Blanks and the like are written as three octal digits of a byte. */
    private static String unescaped(String field) {
        byte[] raw = field.getBytes(StandardCharsets.ISO_8859_1);
        java.io.ByteArrayOutputStream plain = new java.io.ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '\\' && i + 3 < raw.length) {
                plain.write(Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.write(raw[i]);
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }
}
