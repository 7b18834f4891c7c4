package dev.sluice.ingest.confinement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The shell's part: in namespaces that {@code unshare} has made it builds a root of what a program needs, makes it read-only,
 * leaves the old one, gives up every capability and becomes the program. Its first argument is the folder that the program
 * may write to, the rest is the program.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/mount_namespaces.7.html">mount_namespaces(7)</a>
 */
final class NamespaceScript {
    /** The new root is built here: a folder that every Linux has, and that no program is in. */
    private static final String ROOT = "/sys";

    private static final String READ_ONLY = "mount -o remount,bind,ro,nosuid,nodev";

    private final MountTable mounts;
    private final Collection<Path> hidden;
    private final List<String> folders = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    private NamespaceScript(MountTable mounts, Collection<Path> hidden) {
        this.mounts = mounts;
        this.hidden = hidden;
    }

    /**
     * The script.
     *
     * @param readable files and folders that the program reads or runs
     * @param hidden folders that are empty to it, also where they lie in a readable one
     */
    static String of(MountTable mounts, Collection<Path> readable, Collection<Path> hidden) {
        NamespaceScript script = new NamespaceScript(mounts, hidden);
        ProgramFiles.DEVICES.forEach(script::device);
        readable.forEach(script::show);
        return script.text();
    }

    private void device(Path device) {
        files.add(inRoot(device));
        steps.add("mount --bind " + quoted(device.toString()) + " " + inRoot(device));
    }

    private void show(Path path) {
        (Files.isDirectory(path) ? folders : files).add(inRoot(path));
        steps.add("mount --rbind " + quoted(path.toString()) + " " + inRoot(path));
        closed(path);
        mounts.beneath(path).forEach(this::closed);
        for (Path secret : hidden) {
            if (secret.startsWith(path) && Files.isDirectory(secret)) {
                steps.add("mount -t tmpfs -o ro,size=4k,mode=000 sluice " + inRoot(secret));
            }
        }
    }

    private void closed(Path mounted) {
        steps.add(READ_ONLY + (mounts.forbidsPrograms(mounted) ? ",noexec " : " ") + inRoot(mounted));
    }

    private String text() {
        StringBuilder text = new StringBuilder("set -eu\numask 022\n");
        text.append("mount -t tmpfs -o size=1m,mode=755 sluice ").append(ROOT).append('\n');
        text.append("mkdir -p ")
                .append(ROOT)
                .append("/proc ")
                .append(ROOT)
                .append("/old \"")
                .append(ROOT);
        text.append("$1\" ").append(String.join(" ", folders));
        files.forEach(file -> text.append(' ').append(parent(file)));
        text.append('\n');
        files.forEach(file -> text.append(": >").append(file).append('\n'));
        for (Path link : ProgramFiles.systemLinks()) {
            text.append("ln -s \"$(readlink ")
                    .append(link)
                    .append(")\" ")
                    .append(ROOT)
                    .append(link)
                    .append('\n');
        }
        steps.forEach(step -> text.append(step).append('\n'));
        text.append("mount --bind \"$1\" \"").append(ROOT).append("$1\"\n");
        // Where a container covers parts of /proc the kernel gives no new one; programs run without.
        text.append("mount -t proc proc ").append(ROOT).append("/proc 2>/dev/null || :\n");
        text.append("cd ").append(ROOT).append("\npivot_root . old\numount -l /old\n");
        text.append("mount -o remount,bind,ro /\ncd \"$1\"\nshift\n");
        text.append("exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all -- \"$@\"\n");
        return text.toString();
    }

    private static String parent(String quotedFile) {
        return "\"$(dirname " + quotedFile + ")\"";
    }

    private static String inRoot(Path path) {
        return quoted(ROOT + path);
    }

    /** One word of the shell, whatever it holds. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
