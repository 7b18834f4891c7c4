package dev.sluice.db.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Unpacks a tar archive of files, folders and links (POSIX ustar with GNU's long names) as private files. */
final class TarArchive {
    private static final int BLOCK = 512;

    private TarArchive() {}

    static void unpack(InputStream in, Path into) throws IOException {
        List<Link> links = new ArrayList<>();
        String longName = "";
        String longTarget = "";
        for (byte[] header = in.readNBytes(BLOCK); isEntry(header); header = in.readNBytes(BLOCK)) {
            long size = number(header, 124, 12);
            char type = (char) header[156];
            switch (type) {
                case 'L' -> longName = text(body(in, size));
                case 'K' -> longTarget = text(body(in, size));
                case '0', '\0', '5', '2' -> {
                    Path target = inside(into, longName.isEmpty() ? name(header) : longName);
                    Files.createDirectories(type == '5' ? target : target.getParent());
                    if (type == '2') {
                        links.add(new Link(target, longTarget.isEmpty() ? text(header, 157, 100) : longTarget));
                    } else if (type != '5') {
                        Files.write(target, body(in, size));
                        boolean executable = (number(header, 100, 8) & 0100) != 0;
                        Files.setPosixFilePermissions(
                                target, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
                    }
                    longName = "";
                    longTarget = "";
                }
                default -> throw new IOException("a tar entry of type " + (int) type + ", expected files and links");
            }
        }
        // Last, so that no file is ever written through a link.
        for (Link link : links) {
            inside(
                    into,
                    into.relativize(link.file())
                            .resolve("..")
                            .resolve(link.target())
                            .toString());
            Files.createSymbolicLink(link.file(), Path.of(link.target()));
        }
    }

    private static boolean isEntry(byte[] header) throws IOException {
        if (header.length == 0) {
            return false;
        }
        if (header.length < BLOCK) {
            throw new EOFException("a tar archive cut short");
        }
        return header[0] != 0;
    }

    private static byte[] body(InputStream in, long size) throws IOException {
        byte[] body = in.readNBytes(Math.toIntExact(size));
        if (body.length < size) {
            throw new EOFException("a tar archive cut short");
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        return body;
    }

    private static String name(byte[] header) {
        boolean posix = text(header, 257, 6).equals("ustar");
        String prefix = posix ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
    }

    private static Path inside(Path into, String name) throws IOException {
        Path target = into.resolve(name).normalize();
        if (!target.startsWith(into)) {
            throw new IOException("a tar entry outside the archive's folder");
        }
        return target;
    }

    private static long number(byte[] header, int from, int length) {
        String digits = text(header, from, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private record Link(Path file, String target) {}
}
