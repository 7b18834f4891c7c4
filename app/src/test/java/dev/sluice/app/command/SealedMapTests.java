package dev.sluice.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.classifier.rendition.ReidentificationMap;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedMapTests {
    @TempDir
    Path folder;

    private KeyRing keys;
    private ReidentificationMap map;

    @BeforeEach
    void make() throws IOException {
        Path ring = folder.resolve("keys");
        KeyRing.createOrOpen(ring);
        keys = KeyRing.open(ring, EnumSet.of(KeyName.SOVEREIGN_CONTENT));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            out.writeInt(1);
            for (String text : List.of("[PERSON 1]", "Ngozi Okafor")) {
                out.writeInt(text.length());
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        map = ReidentificationMap.fromBytes(bytes.toByteArray());
    }

    @Test
    void whatWasSealedOpensUnderItsNameAndKeyOnly() {
        byte[] sealed = SealedMap.seal(keys, "a.map", map);
        assertThat(SealedMap.open(keys, "a.map", sealed))
                .isInstanceOfSatisfying(
                        SealedMap.Opened.class,
                        opened -> assertThat(
                                        opened.map().reidentify("[PERSON 1]").text())
                                .isEqualTo("Ngozi Okafor"));
        assertThat(SealedMap.open(keys, "b.map", sealed)).isEqualTo(SealedMap.Refused.ALTERED);
        KeyRing other = KeyRing.createOrOpen(folder.resolve("other"));
        assertThat(SealedMap.open(other, "a.map", sealed)).isEqualTo(SealedMap.Refused.OTHER_KEY);
        assertThat(SealedMap.seal(keys, "a.map", map)).isNotEqualTo(sealed);
    }

    @Test
    void noFlippedBitAndNoShorterFileOpens() {
        byte[] sealed = SealedMap.seal(keys, "a.map", map);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(SealedMap.open(keys, "a.map", altered)).isInstanceOf(SealedMap.Refused.class);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(SealedMap.open(keys, "a.map", Arrays.copyOf(sealed, length)))
                    .isInstanceOf(SealedMap.Refused.class);
        }
        assertThat(SealedMap.open(keys, "a.map", Arrays.copyOf(sealed, sealed.length + 1)))
                .isEqualTo(SealedMap.Refused.ALTERED);
    }

    /** What another use of the same key sealed is no map. */
    @Test
    void aKeyThatWasWrappedIsNoMap() {
        byte[] head =
                Arrays.copyOf(SealedMap.seal(keys, "a.map", map), "sluice re-identification map 1 ".length() + 17);
        byte[] wrapped = keys.wrap(KeyName.SOVEREIGN_CONTENT, map.toBytes(), new byte[0]);
        byte[] content = Arrays.copyOf(head, head.length + wrapped.length);
        System.arraycopy(wrapped, 0, content, head.length, wrapped.length);
        assertThat(SealedMap.open(keys, "a.map", content)).isEqualTo(SealedMap.Refused.ALTERED);
    }
}
