package dev.sluice.app.command;

import dev.sluice.classifier.rendition.ReidentificationMap;
import dev.sluice.db.KeyRing;
import dev.sluice.db.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A folder of re-identification maps, one sealed file of mode 0600 for each document. */
final class MapFolder {
    private static final int LONGEST_NAME = 160;
    private static final int KEPT_OF_A_LONGER_ONE = 80;
    private static final String SUFFIX = ".map";

    private final Path folder;
    private final KeyRing keys;

    /**
     * A folder that is there.
     *
     * @param keys a ring that can seal maps
     */
    MapFolder(Path folder, KeyRing keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /**
     * The name of a document's file: letters, digits and {@code - _ .} of the id as they are, every other byte of its UTF-8 as
     * {@code %} and two digits, so that no id leads out of the folder and no two have one name. The end of a long one is its
     * SHA-256.
     */
    static String name(String id) {
        byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
        StringBuilder name = new StringBuilder();
        for (byte b : utf8) {
            if (isPlain(b) || (b == '.' && !name.isEmpty())) {
                name.append((char) b);
            } else {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        if (name.length() > LONGEST_NAME) {
            name.setLength(KEPT_OF_A_LONGER_ONE);
            name.append('~').append(HexFormat.of().formatHex(sha256(utf8)));
        }
        return name.append(SUFFIX).toString();
    }

    /**
     * Stores the map of a document where none is yet, and reads it back. A map that is there stays.
     *
     * @return whether this map is the one that is there now; false where another one is
     * @throws UncheckedIOException if it cannot be written or read
     */
    boolean keep(String id, ReidentificationMap map) {
        String name = name(id);
        Path file = folder.resolve(name);
        PrivateFiles.createOnce(file, SealedMap.seal(keys, name, map));
        try {
            return SealedMap.open(keys, name, Files.readAllBytes(file)) instanceof SealedMap.Opened opened
                    && Arrays.equals(opened.map().toBytes(), map.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read back a map in " + folder, e);
        }
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '_';
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is required of every Java platform", e);
        }
    }
}
