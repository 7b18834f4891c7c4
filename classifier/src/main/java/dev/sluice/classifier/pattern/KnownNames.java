package dev.sluice.classifier.pattern;

import java.util.HashSet;
import java.util.Set;

/** The words of the persons' names that a scan reported so far, for later mentions of them. One thread. */
final class KnownNames {
    private static final int MOST = 10_000;

    private final Scan scan;
    private final Set<String> words = new HashSet<>();

    /** Bits of the hashes of the words: most words of a text are none of them. */
    private long hashes;

    KnownNames(Scan scan) {
        this.scan = scan;
    }

    boolean has(int token) {
        return (hashes >>> scan.tokens.hash[token] & 1) != 0 && words.contains(folded(token));
    }

    /** Remembers the words from one token to another that are names and nothing else. */
    void keep(int firstToken, int lastToken) {
        for (int i = firstToken; i <= lastToken && words.size() < MOST; i++) {
            if (scan.isCapital(i)
                    && scan.length(i) > 2
                    && Names.isUncommon(scan, i)
                    && !scan.has(i, Cue.bits(Cue.TITLE, Cue.RANK))) {
                words.add(folded(i));
                hashes |= 1L << scan.tokens.hash[i];
            }
        }
    }

    private String folded(int token) {
        return new String(scan.text.folded(), scan.tokens.start[token], scan.length(token));
    }
}
