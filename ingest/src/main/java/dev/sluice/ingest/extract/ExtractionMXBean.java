package dev.sluice.ingest.extract;

import java.util.Map;

/**
 * The numbers of {@link ExtractionHealth} for supervision by JMX, as {@code dev.sluice:type=Extraction,id=N} with an N of its
 * own for each extractor of the process. Attributes only; nothing can be changed.
 */
public interface ExtractionMXBean {
    /** Child processes that live now. */
    long getChildrenRunning();

    /** Child processes that were started and became ready. */
    long getChildrenStarted();

    /** Child processes that could not be started. */
    long getChildrenNotStarted();

    /** Child processes that were replaced for their age alone. */
    long getChildrenRecycled();

    /** Child processes that died, were killed or broke the protocol, by {@link UnreadReason}. */
    Map<String, Long> getChildrenLost();

    /** Documents of which everything was read. */
    long getDocumentsComplete();

    /** Documents of which not everything was read, by the first {@link UnreadReason}. */
    Map<String, Long> getDocumentsIncomplete();

    /** Of all documents those that needed no child process. */
    long getDocumentsPlain();

    /** Documents that were read a second time because a child was lost. */
    long getDocumentsRetried();

    /** Wall time of the document that took longest, in milliseconds. */
    long getLongestMillis();

    /** Wall time of all documents together, in milliseconds. */
    long getTotalMillis();

    /** The most resident memory in bytes that a child was seen to have while it read. */
    long getResidentBytes();
}
