package dev.sluice.app.command;

import dev.sluice.classifier.rendition.Reidentification;
import dev.sluice.classifier.rendition.ReidentificationMap;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice rendition restore --map FILE [ANSWER]}: an answer with values in the place of what stood for them. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Puts the values of a document back into an answer to its rendition. What it prints is as sensitive as the "
                        + "document. Placeholders that stand for nothing stay, and are named by their place.")
final class RenditionRestoreCommand implements Callable<Integer> {
    private static final Path STANDARD_INPUT = Path.of("-");
    private static final int LONGEST_ANSWER = 64 << 20;
    private static final int LARGEST_MAP = 256 << 20;
    private static final int MOST_NAMED = 20;

    @Option(
            names = "--map",
            required = true,
            paramLabel = "FILE",
            description = "the document's file of those that `rendition make --maps` wrote")
    @SuppressWarnings("NullAway.Init") // required
    private Path map;

    @Parameters(
            paramLabel = "ANSWER",
            arity = "0..1",
            description = "the file with the answer; - is standard input (default: standard input)")
    private Path answer = STANDARD_INPUT;

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        ReidentificationMap values = openMap();
        String said = answer();
        Reidentification restored = values.reidentify(said);
        byte[] utf8 = restored.text().getBytes(StandardCharsets.UTF_8);
        System.out.write(utf8, 0, utf8.length);
        System.out.flush();
        int unit = 0;
        int point = 0;
        for (Reidentification.UnknownPlaceholder one :
                restored.unknown().stream().limit(MOST_NAMED).toList()) {
            point += said.codePointCount(unit, one.start());
            unit = one.start();
            System.err.printf(
                    "the placeholder at %d to %d stands for nothing%n",
                    point, point + said.codePointCount(unit, one.end()));
        }
        if (restored.unknown().size() > MOST_NAMED) {
            System.err.printf("… and %d more%n", restored.unknown().size() - MOST_NAMED);
        }
        System.err.printf(
                "%d replaced, %d stand for nothing%n",
                restored.replaced(), restored.unknown().size());
        return ExitCode.OK;
    }

    private ReidentificationMap openMap() {
        byte[] content;
        try {
            content = FileBytes.read(map, LARGEST_MAP);
        } catch (IOException e) {
            throw usage("--map: cannot read a map from " + map);
        }
        if (!Files.isDirectory(data.path())) {
            throw usage("--map: there is no data folder at " + data.path()
                    + ", and so no key to open it; --data names the one that it was made with");
        }
        Path folder = data.open().keys();
        if (!Files.isDirectory(folder)) {
            throw usage("--map: " + SealedMap.Refused.OTHER_KEY.meaning());
        }
        KeyRing keys = KeyRing.open(folder, Set.of(KeyName.SOVEREIGN_CONTENT));
        return switch (SealedMap.open(keys, String.valueOf(map.getFileName()), content)) {
            case SealedMap.Opened opened -> opened.map();
            case SealedMap.Refused refused -> throw usage("--map " + map + ": " + refused.meaning());
        };
    }

    private String answer() {
        byte[] utf8;
        try {
            if (answer.equals(STANDARD_INPUT)) {
                InputStream stream = System.in;
                utf8 = stream.readNBytes(LONGEST_ANSWER + 1);
                if (utf8.length > LONGEST_ANSWER) {
                    throw usage("the answer has more than " + LONGEST_ANSWER + " bytes");
                }
            } else {
                utf8 = FileBytes.read(answer, LONGEST_ANSWER);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw usage("the answer is not UTF-8");
        } catch (FileBytes.OverLimitException e) {
            throw usage("the answer has more than " + LONGEST_ANSWER + " bytes");
        } catch (IOException e) {
            if (answer.equals(STANDARD_INPUT)) {
                throw new UncheckedIOException("cannot read standard input", e);
            }
            throw usage("cannot read " + answer);
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
