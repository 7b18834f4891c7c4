package dev.sluice.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTests {
    /** The example of the Go implementation (golang.org/x/mod/sumdb/note), from which C2SP took the format. */
    private static final String PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String PETER_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private final KeyPair pair = pair();
    private final NoteKey key = new NoteKey("example.org/log", pair.getPublic());

    @Test
    void readsAndVerifiesThePublishedExample() {
        NoteKey peter = NoteKey.parse(PETER_KEY);
        SignedNote note = SignedNote.parse(PETER_NOTE);

        assertThat(note.verifiedBy(peter)).isTrue();
        assertThat(note.toString()).isEqualTo(PETER_NOTE);
        assertThat(peter.toString()).isEqualTo(PETER_KEY);
    }

    @Test
    void refusesThePublishedExampleWithOneWordChanged() {
        assertThat(SignedNote.parse(PETER_NOTE.replace("answer", "Answer")).verifiedBy(NoteKey.parse(PETER_KEY)))
                .isFalse();
    }

    @Test
    void verifiesWhatItSignedAfterReadingItAgain() {
        SignedNote note = SignedNote.sign("a\nb\n", key, this::sign);

        assertThat(SignedNote.parse(note.toString()).verifiedBy(key)).isTrue();
        assertThat(note.verifiedBy(NoteKey.parse(key.toString()))).isTrue();
    }

    @Test
    void refusesTheSignatureOfAnotherKeyUnderTheSameName() {
        NoteKey other = new NoteKey(key.name(), pair().getPublic());

        assertThat(SignedNote.sign("a\n", key, this::sign).verifiedBy(other)).isFalse();
    }

    @Test
    void refusesANoteWithAWrongSignatureBesideTheRightOne() {
        SignedNote note = SignedNote.sign("a\n", key, this::sign);
        SignedNote.Line right = note.signatures().getFirst();
        byte[] spoiled = right.value();
        spoiled[20] ^= 1;

        SignedNote both = new SignedNote("a\n", List.of(right, new SignedNote.Line(right.name(), spoiled)));

        assertThat(both.verifiedBy(key)).isFalse();
    }

    @Test
    void ignoresSignaturesOfKeysItDoesNotKnow() {
        SignedNote note = SignedNote.sign("a\n", key, this::sign);
        SignedNote.Line witness = new SignedNote.Line("witness.example.org", new byte[72]);

        SignedNote both = new SignedNote(
                "a\n",
                Stream.concat(Stream.of(witness), note.signatures().stream()).toList());

        assertThat(SignedNote.parse(both.toString()).verifiedBy(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n\nname AAAAAAAA\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 name !!!\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 a b AAAAAAAA\n",
                "te\txt\n\n\u2014 name AAAAAAAA\n",
                "text\n\n\u2014 name AAAAAAAA"
            })
    void refusesWhatIsNotANote(String text) {
        assertThatThrownBy(() -> SignedNote.parse(text)).isInstanceOf(NoteException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\n",
                "a\n1\n",
                "a\n-1\nAAAA\n",
                "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n1\n47DE\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "a\n9999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void refusesWhatIsNotACheckpoint(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(NoteException.class);
    }

    @Test
    void readsTheCheckpointItWrites() {
        Checkpoint checkpoint = new Checkpoint("example.org/log", 8, PublishedTree.root(8));

        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        assertThat(checkpoint.text()).isEqualTo("example.org/log\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n");
    }

    private byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }
}
