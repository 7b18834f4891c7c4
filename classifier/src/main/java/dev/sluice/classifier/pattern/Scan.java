package dev.sluice.classifier.pattern;

import dev.sluice.classifier.Finding;
import dev.sluice.classifier.FindingType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One window of a text under scan: its tokens, bounded looks around them, and the findings so far. One thread. */
public final class Scan {
    private static final double SURE = 0.75;

    final NormalText text;
    final Tokens tokens;
    /** The words of persons' names that were reported in this window. */
    final KnownNames names = new KnownNames(this);

    private final Budget budget;
    private final List<Finding> findings = new ArrayList<>();
    private int personEnd;
    private @Nullable Recognizer recognizer;
    private @Nullable NumberRun run;
    private @Nullable NumberRun wrapped;
    private @Nullable BitSet marked;
    private @Nullable WordTable markedWords;

    /** Which clinical formats the text is written in, and how far their fields were read. */
    ClinicalFormats formats = new ClinicalFormats();

    Scan(NormalText text, Tokens tokens, Budget budget) {
        this.text = text;
        this.tokens = tokens;
        this.budget = budget;
    }

    void enter(Recognizer next) {
        recognizer = next;
        budget.spend(1);
    }

    List<Finding> findings() {
        return findings;
    }

    int count() {
        return tokens.count;
    }

    boolean has(int token, long bits) {
        return token >= 0 && token < tokens.count && (tokens.cues[token] & bits) != 0;
    }

    boolean has(int token, Cue cue) {
        return has(token, cue.bit());
    }

    boolean isWord(int token) {
        return is(token, Tokens.WORD);
    }

    boolean isNumber(int token) {
        return is(token, Tokens.NUMBER);
    }

    boolean isBreak(int token) {
        return is(token, Tokens.BREAK);
    }

    private boolean is(int token, byte kind) {
        return token >= 0 && token < tokens.count && tokens.kind[token] == kind;
    }

    /** Whether the token is this one sign. */
    boolean isSign(int token, char sign) {
        return is(token, Tokens.SIGN) && first(token) == sign;
    }

    /** What {@link Tokens#languages} says of the token; 0 where nothing is said. */
    byte language(int token) {
        return token >= 0 && token < tokens.languages.length ? tokens.languages[token] : 0;
    }

    /** Whether the token stands in a stretch of a covered language beside English. */
    boolean isForeign(int token) {
        return language(token) > 0;
    }

    /** Whether the token stands in such a stretch, in a paragraph that can't be English and beside no English word. */
    boolean isSurelyForeign(int token) {
        return isForeign(token) && !tokens.doubtful[token];
    }

    /** Whether the token stands in a stretch of this language. */
    boolean isIn(int token, Language language) {
        return language(token) == language.ordinal() + 1;
    }

    char first(int token) {
        return text.at(tokens.start[token]);
    }

    int length(int token) {
        return tokens.end[token] - tokens.start[token];
    }

    byte shape(int token) {
        return tokens.shape[token];
    }

    /** A word that begins with a capital and has more than one letter. */
    boolean isCapital(int token) {
        return isWord(token) && has(token, Cue.CAPITAL);
    }

    /** Whether nothing stands between the token and the one before it. */
    boolean touches(int token) {
        return token > 0 && token < tokens.count && tokens.end[token - 1] == tokens.start[token];
    }

    /** Whether the token and the one before it make one word: letters, digits or underscores with nothing between. */
    boolean isGlued(int token) {
        return touches(token) && isInWord(token - 1) && isInWord(token);
    }

    private boolean isInWord(int token) {
        return isWord(token) || isNumber(token) || isSign(token, '_');
    }

    /** Whether more than one space or a tab parts the token from the one before it, as between columns. */
    boolean isApart(int token) {
        if (token <= 0 || token >= tokens.count) {
            return false;
        }
        int end = tokens.end[token - 1];
        int gap = tokens.start[token] - end;
        return gap > 1 || gap == 1 && text.at(end) == '\t';
    }

    /** Whether the token is a word that equals {@code folded}, which is in lower case. */
    boolean isText(int token, String folded) {
        if (token < 0 || token >= tokens.count || length(token) != folded.length()) {
            return false;
        }
        int start = tokens.start[token];
        for (int i = 0; i < folded.length(); i++) {
            if (text.foldedAt(start + i) != folded.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the token is one of these words in lower case. */
    boolean isAnyOf(int token, String... words) {
        for (String word : words) {
            if (isText(token, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the token is one of these words or signs. */
    boolean isAnyOf(int token, WordTable words) {
        return token >= 0 && token < tokens.count && words.value(this, token) > 0;
    }

    /** The nearest token before {@code token}, at most {@code reach} away and not beyond an empty line, or -1. */
    int before(int token, int reach, long bits) {
        int from = Math.max(0, token - reach);
        if (from >= token || !tokens.mayHave(from, token, bits)) {
            budget.spend(1);
            return -1;
        }
        for (int i = token - 1; i >= from; i--) {
            budget.spend(1);
            if ((tokens.cues[i] & bits) != 0) {
                return i;
            }
            if (isBreak(i) && isBreak(i - 1)) {
                return -1;
            }
        }
        return -1;
    }

    /** The nearest token after {@code token}, at most {@code reach} away and not beyond an empty line, or -1. */
    int after(int token, int reach, long bits) {
        int end = Math.min(tokens.count, token + reach + 1);
        if (token + 1 >= end || !tokens.mayHave(token + 1, end, bits)) {
            budget.spend(1);
            return -1;
        }
        for (int i = token + 1; i < end; i++) {
            budget.spend(1);
            if ((tokens.cues[i] & bits) != 0) {
                return i;
            }
            if (isBreak(i) && isBreak(i + 1)) {
                return -1;
            }
        }
        return -1;
    }

    boolean near(int token, int reach, long bits) {
        return before(token, reach, bits) >= 0 || after(token, reach, bits) >= 0;
    }

    /** The tokens that are any of these words or signs; kept for the words that were asked for last. */
    BitSet tokensOf(WordTable words) {
        BitSet found = marked;
        if (found == null || markedWords != words) {
            found = new BitSet(tokens.count);
            for (int token = 0; token < tokens.count; token++) {
                if (words.value(this, token) > 0) {
                    found.set(token);
                }
            }
            budget.spend(tokens.count / 8);
            marked = found;
            markedWords = words;
        }
        return found;
    }

    /** The run of digits and separators that begins at the token, read once for all recognizers. */
    NumberRun run(int token) {
        NumberRun known = run;
        if (known == null || known.first() != token) {
            known = NumberRun.read(this, token);
            budget.spend(known.groups());
            run = known;
        }
        return known;
    }

    /** The run that begins at the token and goes on over ends of lines; the run itself if none is in the way. */
    NumberRun wrapped(int token) {
        NumberRun plain = run(token);
        int end = plain.token(plain.groups() - 1);
        if (!isBreak(end + 1) && !isBreak(end + 2) && !NumberRun.isDoubled(this, end + 1)) {
            return plain;
        }
        NumberRun known = wrapped;
        if (known == null || known.first() != token) {
            known = NumberRun.readWrapped(this, token);
            budget.spend(known.groups());
            wrapped = known;
        }
        return known;
    }

    /** End of the unbroken stretch without white space that begins at a unit, at most {@code limit} units long. */
    int unbrokenEnd(int from, int limit) {
        int end = Math.min(text.length(), from + limit);
        int i = from;
        while (i < end && text.at(i) > ' ') {
            i++;
        }
        budget.spend(i - from);
        return i;
    }

    void spend(int steps) {
        budget.spend(steps);
    }

    /** Whether the token lies within a person's name that was reported. */
    boolean isPerson(int token) {
        return tokens.start[token] < personEnd;
    }

    /** Reports the tokens from one to another, both included. */
    void emit(FindingType type, int firstToken, int lastToken, double confidence) {
        if (type == FindingType.PERSON && confidence >= SURE) {
            names.keep(firstToken, lastToken);
        }
        emitUnits(type, tokens.start[firstToken], tokens.end[lastToken], confidence);
    }

    /** Reports a span of units of the normalised text. */
    void emitUnits(FindingType type, int start, int end, double confidence) {
        personEnd = type == FindingType.PERSON ? Math.max(personEnd, end) : personEnd;
        add(type, start, end, confidence);
    }

    /** Reports a span of units that may lie anywhere in the window, far from the token looked at. */
    void add(FindingType type, int start, int end, double confidence) {
        findings.add(new Finding(
                type,
                type.letter().orElse(null),
                text.sourceStart(start),
                text.sourceEnd(end),
                confidence,
                recognizer == null ? "" : recognizer.name(),
                1));
    }
}
