package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTests {
    private static final byte[] CONTEXT = bytes("context");

    @TempDir
    Path temp;

    private Path dir;
    private KeyRing ring;

    @BeforeEach
    void create() {
        dir = temp.resolve("keys");
        ring = KeyRing.createOrOpen(dir);
    }

    @Test
    void everyFileIsPrivateAndTheFolderToo() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(dir)) {
            assertThat(files.toList())
                    .hasSize(8)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void openingAgainFindsTheSameKeys() {
        KeyRing again = KeyRing.createOrOpen(dir);
        for (KeyName name : KeyName.values()) {
            assertThat(again.keyId(name)).isEqualTo(ring.keyId(name)).matches("[0-9a-f]{16}");
        }
        byte[] wrapped = ring.wrap(KeyName.SOVEREIGN_CONTENT, bytes("key"), CONTEXT);
        assertThat(again.unwrap(KeyName.SOVEREIGN_CONTENT, wrapped, CONTEXT)).isEqualTo(bytes("key"));
    }

    @Test
    void refusesAFileOrAFolderThatOthersMayRead() throws IOException {
        for (String mode : Set.of("rw-r-----", "rw----r--", "rw--w----")) {
            Path file = dir.resolve("lookup.key");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> KeyRing.open(dir, EnumSet.of(KeyName.LOOKUP)))
                    .isInstanceOf(KeyRingException.class)
                    .hasMessageContaining("closed to others");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> KeyRing.open(dir, EnumSet.of(KeyName.LOOKUP))).isInstanceOf(KeyRingException.class);
        assertThatThrownBy(() -> KeyRing.createOrOpen(dir)).isInstanceOf(KeyRingException.class);
    }

    /** The other secrets are damaged and unreadable here, and nothing notices. */
    @Test
    void openingSomeKeysNeverTouchesTheOthers() throws IOException {
        for (String other : Set.of("sovereign-content.key", "clearance.private", "checkpoint.private", "lookup.key")) {
            Files.delete(dir.resolve(other));
        }
        KeyRing external = KeyRing.open(dir, EnumSet.of(KeyName.EXTERNAL_CONTENT));
        byte[] wrapped = external.wrap(KeyName.EXTERNAL_CONTENT, bytes("key"), CONTEXT);
        assertThat(external.unwrap(KeyName.EXTERNAL_CONTENT, wrapped, CONTEXT)).isEqualTo(bytes("key"));
        assertThat(external.verify(KeyName.CLEARANCE, bytes("m"), ring.sign(KeyName.CLEARANCE, bytes("m"))))
                .isTrue();
        byte[] restricted = ring.wrap(KeyName.SOVEREIGN_CONTENT, bytes("key"), CONTEXT);
        assertThatThrownBy(() -> external.unwrap(KeyName.SOVEREIGN_CONTENT, restricted, CONTEXT))
                .isInstanceOf(KeyNotHeldException.class);
        assertThatThrownBy(() -> external.sign(KeyName.CLEARANCE, bytes("m"))).isInstanceOf(KeyNotHeldException.class);
        assertThatThrownBy(() -> external.mac(KeyName.LOOKUP, bytes("m"))).isInstanceOf(KeyNotHeldException.class);
        assertThatThrownBy(() -> external.keyId(KeyName.LOOKUP)).isInstanceOf(KeyNotHeldException.class);
        assertThat(external.holds(KeyName.SOVEREIGN_CONTENT)).isFalse();
    }

    @Test
    void anyFlippedBitOrOtherContextOrOtherKeyDoesNotUnwrap() {
        byte[] wrapped = ring.wrap(KeyName.SOVEREIGN_CONTENT, bytes("key"), CONTEXT);
        for (int bit = 0; bit < wrapped.length * 8; bit++) {
            byte[] altered = wrapped.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> ring.unwrap(KeyName.SOVEREIGN_CONTENT, altered, CONTEXT))
                    .isInstanceOf(KeyRingException.class);
        }
        for (int length = 0; length < wrapped.length; length++) {
            byte[] shortened = Arrays.copyOf(wrapped, length);
            assertThatThrownBy(() -> ring.unwrap(KeyName.SOVEREIGN_CONTENT, shortened, CONTEXT))
                    .isInstanceOf(KeyRingException.class);
        }
        assertThatThrownBy(() -> ring.unwrap(KeyName.SOVEREIGN_CONTENT, wrapped, bytes("Context")))
                .isInstanceOf(KeyRingException.class);
        assertThatThrownBy(() -> ring.unwrap(KeyName.EXTERNAL_CONTENT, wrapped, CONTEXT))
                .isInstanceOf(KeyRingException.class);
    }

    @Test
    void aSignatureHoldsForItsMessageAndItsKeyOnly() {
        byte[] signature = ring.sign(KeyName.CHECKPOINT, bytes("message"));
        assertThat(ring.verify(KeyName.CHECKPOINT, bytes("message"), signature)).isTrue();
        assertThat(ring.verify(KeyName.CHECKPOINT, bytes("massage"), signature)).isFalse();
        assertThat(ring.verify(KeyName.CLEARANCE, bytes("message"), signature)).isFalse();
        assertThat(ring.verify(KeyName.CHECKPOINT, bytes("message"), new byte[0]))
                .isFalse();
        assertThat(ring.verify(KeyName.CHECKPOINT, bytes("message"), new byte[64]))
                .isFalse();
        assertThatThrownBy(() -> ring.sign(KeyName.LOOKUP, bytes("m"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsOfAMacCannotBeShiftedIntoEachOther() {
        assertThat(ring.mac(KeyName.LOOKUP, bytes("ab"), bytes("c")))
                .isEqualTo(ring.mac(KeyName.LOOKUP, bytes("ab"), bytes("c")))
                .isNotEqualTo(ring.mac(KeyName.LOOKUP, bytes("a"), bytes("bc")))
                .isNotEqualTo(ring.mac(KeyName.LOOKUP, bytes("abc")))
                .hasSize(32);
    }

    @Test
    void refusesHalvesThatAreNotOfOnePair() throws IOException {
        Files.copy(
                dir.resolve("checkpoint.public"),
                dir.resolve("clearance.public"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> KeyRing.createOrOpen(dir))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("not of one pair");
    }

    @Test
    void refusesADamagedOrMissingFileWithoutMakingAnother() throws IOException {
        PrivateFiles.replace(dir.resolve("lookup.key"), new byte[31]);
        assertThatThrownBy(() -> KeyRing.createOrOpen(dir)).isInstanceOf(KeyRingException.class);
        Files.delete(dir.resolve("lookup.key"));
        assertThatThrownBy(() -> KeyRing.open(dir, EnumSet.of(KeyName.LOOKUP))).isInstanceOf(KeyRingException.class);
        assertThat(dir.resolve("lookup.key")).doesNotExist();
    }

    @Test
    void showsNothingOfTheKeys() throws IOException {
        String shown = ring.toString();
        for (String name : Set.of("sovereign-content.key", "external-content.key", "lookup.key", "rendition.key")) {
            byte[] secret = Files.readAllBytes(dir.resolve(name));
            assertThat(shown).doesNotContain(HexFormat.of().formatHex(secret));
        }
        assertThat(shown)
                .isEqualTo("KeyRing[SOVEREIGN_CONTENT, EXTERNAL_CONTENT, CLEARANCE, CHECKPOINT, LOOKUP, RENDITION]");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
