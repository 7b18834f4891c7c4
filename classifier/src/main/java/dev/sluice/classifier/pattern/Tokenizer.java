package dev.sluice.classifier.pattern;

/** Cuts a text into tokens and gives each its cues, in one pass and a second over the words that begin a phrase. */
final class Tokenizer {
    private static final int BLOB_LENGTH = 16;
    private static final int RULE_LENGTH = 5;
    private static final int LONGEST_WORD = 40;
    private static final int SCHEME = Lexicon.hash(EncodedValueRecognizer.SCHEME);

    private final Lexicon lexicon;

    Tokenizer(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    Tokens tokenize(NormalText text) {
        Tokens tokens = new Tokens(text.length() / 5 + 16);
        int length = text.length();
        int chain = -1;
        int blob = -1;
        boolean blobDigits = false;
        for (int i = 0; i < length; ) {
            char c = text.at(i);
            int start = i;
            int token = tokens.count;
            if (isDigit(c)) {
                int hash = 0;
                while (i < length && isDigit(text.at(i))) {
                    hash = Lexicon.hash(hash, text.at(i));
                    i++;
                }
                tokens.add(Tokens.NUMBER, Tokens.LOWER, start, i, Cue.NUMBER.bit(), hash);
                chain = chained(tokens, chain, token, start);
                blobDigits = true;
                blob = blob < 0 ? token : blob;
            } else if (isWordAt(text, i)) {
                i = word(text, tokens, start);
                chain = chained(tokens, chain, token, start);
                blob = blob < 0 ? token : blob;
            } else {
                i++;
                if (isBlank(c)) {
                    blob = endBlob(tokens, blob, start, blobDigits);
                    blobDigits = false;
                    continue;
                }
                if (!isBlobSign(c)) {
                    blob = endBlob(tokens, blob, start, blobDigits);
                    blobDigits = false;
                }
                i = sign(text, tokens, start, c);
            }
        }
        endBlob(tokens, blob, length, blobDigits);
        phrases(text, tokens);
        tokens.close();
        return tokens;
    }

    /** Returns the first token of the unbroken chain of words and numbers that this token continues or begins. */
    private static int chained(Tokens tokens, int chain, int token, int start) {
        if (chain >= 0 && token > 0 && tokens.end[token - 1] == start && tokens.kind[token - 1] <= Tokens.NUMBER) {
            tokens.cues[chain] |= Cue.CODE.bit() | encodable(tokens.cues[chain]);
            return chain;
        }
        return token;
    }

    private static int endBlob(Tokens tokens, int blob, int end, boolean digits) {
        if (blob >= 0 && digits && end - tokens.start[blob] >= BLOB_LENGTH) {
            tokens.cues[blob] |= Cue.BLOB.bit() | encodable(tokens.cues[blob]);
        }
        return -1;
    }

    private int word(NormalText text, Tokens tokens, int start) {
        int length = text.length();
        int i = start;
        int hash = 0;
        int upper = 0;
        while (i < length && isWordAt(text, i)) {
            upper += Units.isUpperCase(text.at(i)) ? 1 : 0;
            hash = Lexicon.hash(hash, text.foldedAt(i));
            i++;
        }
        boolean first = Units.isUpperCase(text.at(start));
        byte shape = shape(first, upper, i - start);
        long cues = i - start <= LONGEST_WORD ? lexicon.cues(text.folded(), start, i, hash) : 0;
        if (i - start >= EncodedValueRecognizer.SHORTEST || hash == SCHEME) {
            cues |= encodable(cues);
        }
        if (start > 0 && text.at(start - 1) == NcpdpClaimRecognizer.SEPARATOR) {
            cues |= Cue.CLINICAL_FORMAT.bit();
        }
        if (first) {
            cues |= i - start == 1 ? Cue.INITIAL.bit() : Cue.CAPITAL.bit();
        }
        tokens.add(Tokens.WORD, shape, start, i, cues, hash);
        return i;
    }

    private static long encodable(long cues) {
        return (cues & Cue.WORD.bit()) != 0 ? Cue.ENCODABLE.bit() : 0;
    }

    private static byte shape(boolean first, int upper, int length) {
        if (upper == 0) {
            return Tokens.LOWER;
        }
        if (upper == length && length > 1) {
            return Tokens.UPPER;
        }
        return first && upper == 1 ? Tokens.CAPITALISED : Tokens.MIXED;
    }

    private static int sign(NormalText text, Tokens tokens, int start, char c) {
        int length = text.length();
        if (c == '\n' || c == '\r') {
            int end = c == '\r' && start + 1 < length && text.at(start + 1) == '\n' ? start + 2 : start + 1;
            tokens.add(Tokens.BREAK, Tokens.LOWER, start, end, 0, 0);
            return end;
        }
        int end = start + 1;
        int hash = Lexicon.hash(0, text.foldedAt(start));
        if (c == '-' || c == '_' || c == '=' || c == '*' || c == '#' || c == '.' || c == '~') {
            while (end < length && text.at(end) == c) {
                hash = Lexicon.hash(hash, c);
                end++;
            }
        }
        long cues = 0;
        if (c == '@') {
            cues = Cue.AT.bit();
        } else if (c == ':' && start + 2 < length && text.at(start + 1) == '/' && text.at(start + 2) == '/'
                || c == '-' && end - start == RULE_LENGTH) {
            cues = Cue.OPENING.bit();
        }
        tokens.add(Tokens.SIGN, Tokens.LOWER, start, end, cues, hash);
        return end;
    }

    private void phrases(NormalText text, Tokens tokens) {
        for (int i = 0; i < tokens.count; i++) {
            if (tokens.kind[i] == Tokens.WORD && lexicon.beginsPhrase(tokens.cues[i])) {
                lexicon.markPhrases(text, tokens, i);
            }
        }
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordAt(NormalText text, int i) {
        char c = text.at(i);
        if (!Character.isSurrogate(c)) {
            return Units.isLetter(c);
        }
        if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
            return Character.isLetter(Character.toCodePoint(c, text.at(i + 1)));
        }
        if (Character.isLowSurrogate(c) && i > 0) {
            return Character.isLetter(Character.toCodePoint(text.at(i - 1), c));
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c != '\n' && c != '\r' && c <= ' ';
    }

    private static boolean isBlobSign(char c) {
        return c == '_' || c == '-' || c == '+' || c == '/' || c == '=' || c == '.';
    }
}
