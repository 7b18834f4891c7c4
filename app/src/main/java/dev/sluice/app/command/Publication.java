package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.db.KeyName;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Topics;
import dev.sluice.ingest.intake.DocumentPublisher;
import dev.sluice.ingest.intake.LookupDigests;
import dev.sluice.ingest.intake.OutgoingDocument;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes files of this machine as an upstream system would. A document's upstream id is a keyed digest of its
 * relative path, its bytes and the task: the same file twice is one document, and the id tells nothing.
 */
final class Publication implements AutoCloseable {
    /** A file that was read. */
    record Read(FileWalk.Found found, String upstreamId, byte[] content) {}

    private final KeyRing keys;
    private final LookupDigests lookup;
    private final URI source;
    private final PublishOptions options;
    private final long mostBytes;
    private final DocumentPublisher publisher;

    /** @param mostBytes the largest document that intake takes */
    Publication(
            DataFolder folder, KeyRing keys, Map<String, Object> kafkaClient, PublishOptions options, long mostBytes) {
        this.keys = keys;
        this.lookup = new LookupDigests(keys);
        this.source = folder.source();
        this.options = options;
        this.mostBytes = mostBytes;
        this.publisher = new DocumentPublisher(kafkaClient, Topics.DOCUMENTS, folder.claims());
    }

    /**
     * Reads a file.
     *
     * @throws FileBytes.OverLimitException if it is larger than intake takes
     * @throws IOException if it cannot be read
     */
    Read read(FileWalk.Found found) throws IOException {
        byte[] content = FileBytes.read(found.file(), mostBytes);
        byte[] id = keys.mac(
                KeyName.LOOKUP,
                "cli".getBytes(StandardCharsets.UTF_8),
                found.relative().getBytes(StandardCharsets.UTF_8),
                options.task().getBytes(StandardCharsets.UTF_8),
                content);
        return new Read(found, HexFormat.of().formatHex(id, 0, 16), content);
    }

    /** By which the document is found once it has arrived. */
    byte[] upstreamDigest(Read read) {
        return lookup.upstream(source.toString(), read.upstreamId());
    }

    CompletableFuture<DocumentPublisher.Position> publish(Read read) {
        OutgoingDocument document = OutgoingDocument.of(
                        source, read.upstreamId(), options.tenant(), options.task(), options.purpose(), read.content())
                .withFileName(read.found().relative());
        return publisher.publish(options.decorate(document));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
