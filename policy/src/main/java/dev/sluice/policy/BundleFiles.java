package dev.sluice.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The texts of a bundle's files by their path inside it, with line ends as LF: the form that the digest is over. What is
 * read from a folder is within {@link TextLimits}.
 */
record BundleFiles(SortedMap<String, String> texts) {
    /** The names of those that ship. */
    static final List<String> INSTALLED = List.of("default", "airgap", "eu-residency", "finance");

    private static final Pattern KNOWN = Pattern.compile(
            "(bundle|endpoints|models|attestations|routing|tests)\\.yaml|schema\\.cedarschema|README\\.md"
                    + "|[a-z0-9][a-z0-9-]*\\.cedar|templates/[a-z][a-z0-9-]*\\.txt"
                    + "|recognizers/[a-z0-9][a-z0-9-]*\\.(yaml|txt)");
    private static final String WHAT_BELONGS = "A bundle holds bundle.yaml, endpoints.yaml, models.yaml,"
            + " attestations.yaml, routing.yaml, tests.yaml, schema.cedarschema, *.cedar, templates/*.txt,"
            + " recognizers/*.yaml, recognizers/*.txt and README.md";
    private static final long MAX_BYTES = 1 << 20;
    private static final long MAX_LIST_BYTES = 8 << 20;
    private static final long MAX_TOTAL = 64 << 20;
    private static final int MAX_FILES = 200;

    static BundleFiles read(Path dir, Problems problems) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (!Files.isDirectory(dir)) {
            problems.add(".", 0, "there is no such folder", "Name the folder that holds bundle.yaml");
            return new BundleFiles(texts);
        }
        try (Stream<Path> walk = Files.walk(dir)) {
            List<Path> files = walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(MAX_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MAX_FILES) {
                problems.add(".", 0, "more than " + MAX_FILES + " files", WHAT_BELONGS);
                return new BundleFiles(texts);
            }
            for (Path file : files) {
                String name = dir.relativize(file).toString().replace('\\', '/');
                problems.collect(() -> text(file, name)).ifPresent(text -> texts.put(name, text));
                if (texts.values().stream().mapToLong(String::length).sum() > MAX_TOTAL) {
                    problems.add(name, 0, "the files up to this one are larger than 64 MiB", "Shorten the word lists");
                    return new BundleFiles(texts);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            problems.add(".", 0, "the folder cannot be read", "Check its rights");
        }
        return new BundleFiles(texts);
    }

    /** Texts that were kept somewhere else, held to the same limits. */
    static BundleFiles of(Map<String, String> kept, Problems problems) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (kept.size() > MAX_FILES) {
            problems.add(".", 0, "more than " + MAX_FILES + " files", WHAT_BELONGS);
            return new BundleFiles(texts);
        }
        kept.forEach((name, text) -> problems.collect(() -> {
                    requireKnown(name);
                    TextLimits.check(name, text);
                    return text;
                })
                .ifPresent(checked -> texts.put(name, checked)));
        return new BundleFiles(texts);
    }

    private static void requireKnown(String name) {
        if (!KNOWN.matcher(name).matches()) {
            throw new Problems.Malformed(name, 0, "this file does not belong into a bundle", WHAT_BELONGS);
        }
    }

    /** A bundle that ships in this module's jar or, when it runs unpacked, in its class folder. */
    static BundleFiles installed(String name, Problems problems) {
        String place = "/bundles/" + name;
        URL url = BundleFiles.class.getResource(place + "/bundle.yaml");
        if (url == null) {
            throw new IllegalStateException("the bundle " + name + " is not part of this installation");
        }
        try {
            URI uri = url.toURI();
            if ("file".equals(uri.getScheme())) {
                return read(Path.of(uri).resolveSibling(""), problems);
            }
            String inJar = uri.getSchemeSpecificPart();
            Path jar = Path.of(new URI(inJar.substring(0, inJar.indexOf("!/"))));
            try (FileSystem archive = FileSystems.newFileSystem(jar)) {
                return read(archive.getPath(place), problems);
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("the bundle " + name + " of this installation cannot be read", e);
        }
    }

    private static String text(Path file, String name) {
        requireKnown(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Problems.Malformed(name, 0, "this is not a regular file", "Put the file itself here, not a link");
        }
        try {
            long most = CustomRulesFiles.isList(name) ? MAX_LIST_BYTES : MAX_BYTES;
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes((int) most + 1);
            }
            if (bytes.length > most) {
                throw new Problems.Malformed(name, 0, "larger than " + (most >> 20) + " MiB", "Split it");
            }
            String text = decode(name, bytes).replace("\r\n", "\n");
            TextLimits.check(name, text);
            return text;
        } catch (IOException e) {
            throw new Problems.Malformed(name, 0, "the file cannot be read", "Check its rights");
        }
    }

    private static String decode(String name, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        out.flip();
        if (result.isError()) {
            int line = 1 + (int) out.chars().filter(c -> c == '\n').count();
            throw new Problems.Malformed(name, line, "this is not UTF-8", "Save it as UTF-8");
        }
        return out.toString();
    }

    /** The text of a file that every bundle has. */
    String require(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new Problems.Malformed(name, 0, "the file is missing", "Copy the one of the default bundle");
        }
        return text;
    }

    /** The files whose names end so. */
    SortedMap<String, String> ending(String suffix) {
        return in("", suffix);
    }

    /** The files of a folder whose names end so. */
    SortedMap<String, String> in(String folder, String suffix) {
        SortedMap<String, String> some = new TreeMap<>(texts);
        some.keySet().removeIf(name -> !name.startsWith(folder) || !name.endsWith(suffix));
        return some;
    }

    /** SHA-256 over the canonical list of paths and the digests of their texts. */
    String digest() {
        return digest(texts);
    }

    /** As {@link #digest()} over some of the files. */
    static String digest(SortedMap<String, String> some) {
        SortedMap<String, String> digests = new TreeMap<>();
        some.forEach((name, text) -> digests.put(name, Canonical.sha256(text)));
        return Canonical.sha256(Canonical.json(digests));
    }
}
