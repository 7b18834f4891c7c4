package dev.sluice.bench.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Documents that are read, in memory, so that no disk is measured.
 *
 * @param documents in the order of the list
 * @param digest SHA-256 over all of their bytes and lengths: who says the same digest read the same documents
 */
record DocumentSet(List<Document> documents, String digest) {
    /**
     * One document.
     *
     * @param name its file's name, which is a hint of the type at most
     * @param content its bytes; nobody changes them
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Document(String name, byte[] content) {}

    DocumentSet {
        documents = List.copyOf(documents);
    }

    /**
     * Reads the files that {@code NAME.list} of a folder names, a path a line.
     *
     * @throws IOException if one of them cannot be read: a set is whole
     */
    static DocumentSet read(Path folder, String name) throws IOException {
        List<Document> documents = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(name + ".list"))) {
            Path file = Path.of(line);
            documents.add(new Document(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
        }
        if (documents.isEmpty()) {
            throw new IOException("the set " + name + " has no documents");
        }
        return new DocumentSet(documents, digest(documents));
    }

    private static String digest(List<Document> documents) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Document document : documents) {
                digest.update((document.content().length + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                digest.update(document.content());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    long bytes() {
        return documents.stream()
                .mapToLong(document -> document.content().length)
                .sum();
    }
}
