package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * The readings of a window beside the plain one: look-alikes and transliteration each begin one, and in each what is
 * encoded, spelled out, taken apart or written in figures is put together; so again for what runs backwards or is rotated.
 * Three rounds, as one disguise may hide another; each round is linear in the text, and what is put in the place of a stretch is bounded by its length.
 */
final class Disguises {
    /** Sees through one kind of disguise; answers the reading it was given where there is none. */
    interface Step {
        Reading read(Reading reading, Doubts doubts);
    }

    /** A disguise that is sought for where its hint stands. */
    private record Disguise(int hint, Step step) {}

    private static final int ROUNDS = 3;
    private static final List<Step> BEGINNINGS = List.of(LookAlikes::byShape, LookAlikes::bySound);
    private static final List<Disguise> DISGUISES = List.of(
            new Disguise(DisguiseHints.QUOTED_PRINTABLE, QuotedPrintable::read),
            // Codes of two digits could be read as hexadecimal, too; those of words seldom have two digits only.
            new Disguise(DisguiseHints.CODE_NUMBERS, CodeNumbers::read),
            new Disguise(DisguiseHints.ENCODED_RUN, EncodedRuns::read),
            new Disguise(DisguiseHints.LOOK_ALIKE, LookAlikes::byShape),
            new Disguise(DisguiseHints.SINGLE_LETTERS, SingleLetters::read),
            new Disguise(DisguiseHints.DIGIT_LETTERS, DigitLetters::read),
            new Disguise(DisguiseHints.SPELLED_DIGITS, SpelledDigits::read),
            // Before figures in words: a colour such as [31m stands for none.
            new Disguise(DisguiseHints.SYNTAX_BETWEEN, SyntaxBetween::read),
            new Disguise(DisguiseHints.LEET_WORD, LeetWords::read),
            new Disguise(DisguiseHints.NUMBER_LABEL, SyntaxBetween::lines),
            new Disguise(DisguiseHints.NUMBER_LABEL, SeparatedDigits::read),
            new Disguise(DisguiseHints.PARTED_VALUE, PartedValues::read));

    /** What must not be done twice, as the second time undoes the first. */
    private static final List<Disguise> TURNS = List.of(
            new Disguise(DisguiseHints.REVERSAL, Reversal::read), new Disguise(DisguiseHints.ROT13, Rot13::read));

    private final Doubts doubts;
    private Reading last;
    private int hints;

    private Disguises(Reading first, Doubts doubts) {
        this.last = first;
        this.doubts = doubts;
        this.hints = DisguiseHints.of(first.text());
    }

    private void read(Disguise disguise) {
        if ((hints & disguise.hint()) != 0) {
            Reading next = disguise.step().read(last, doubts);
            if (next != last) {
                last = next;
                hints = DisguiseHints.of(next.text());
            }
        }
    }

    private Disguises rounds() {
        for (int round = 0; round < ROUNDS; round++) {
            Reading before = last;
            for (Disguise disguise : DISGUISES) {
                read(disguise);
            }
            if (last == before) {
                break;
            }
        }
        return this;
    }

    /** The readings that differ from the plain text, each cut down to what stands near a difference. */
    static List<Reading> readings(NormalText text, Doubts doubts) {
        List<Reading> readings = new ArrayList<>();
        for (Step beginning : BEGINNINGS) {
            Reading first = beginning.read(Reading.of(text), doubts);
            if (!readings.isEmpty() && first.isPlain()) {
                continue;
            }
            Disguises seen = new Disguises(first, doubts).rounds();
            readings.add(seen.last);
            for (Disguise turn : TURNS) {
                if ((seen.hints & turn.hint()) != 0) {
                    Reading turned = turn.step().read(seen.last, doubts);
                    if (turned != seen.last) {
                        readings.add(new Disguises(turned, doubts).rounds().last);
                    }
                }
            }
        }
        readings.removeIf(Reading::isPlain);
        readings.replaceAll(Reading::excerpt);
        return readings;
    }
}
