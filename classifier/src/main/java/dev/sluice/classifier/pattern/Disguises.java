package dev.sluice.classifier.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * The readings of a window beside the plain one: look-alikes and transliteration each begin one, and in each what is
 * encoded, spelled out, taken apart or written in figures is put together; so again for what runs backwards or is rotated.
 * Three rounds, as one disguise may hide another; each round is linear in the text, and what is put in the place of a stretch is bounded by its length.
 */
final class Disguises {
    /** One disguise and how to see through it; answers the reading it was given where there is none. */
    interface Step {
        Reading read(Reading reading, Doubts doubts);
    }

    private static final int ROUNDS = 3;
    private static final List<Step> BEGINNINGS = List.of(LookAlikes::byShape, LookAlikes::bySound);
    private static final List<Step> STEPS = List.of(
            QuotedPrintable::read,
            EncodedRuns::read,
            LookAlikes::byShape,
            SingleLetters::read,
            DigitLetters::read,
            SpelledDigits::read,
            LeetWords::read,
            PartedValues::read);

    /** What must not be done twice, as the second time undoes the first. */
    private static final List<Step> TURNS = List.of(Reversal::read, Rot13::read);

    private Disguises() {}

    private static Reading rounds(Reading first, Doubts doubts) {
        Reading last = first;
        for (int round = 0; round < ROUNDS; round++) {
            Reading before = last;
            for (Step step : STEPS) {
                last = step.read(last, doubts);
            }
            if (last == before) {
                break;
            }
        }
        return last;
    }

    /** The readings that differ from the plain text, each cut down to what stands near a difference. */
    static List<Reading> readings(NormalText text, Doubts doubts) {
        List<Reading> readings = new ArrayList<>();
        for (Step beginning : BEGINNINGS) {
            Reading first = beginning.read(Reading.of(text), doubts);
            if (!readings.isEmpty() && first.isPlain()) {
                continue;
            }
            Reading last = rounds(first, doubts);
            readings.add(last);
            for (Step turn : TURNS) {
                Reading turned = turn.read(last, doubts);
                if (turned != last) {
                    readings.add(rounds(turned, doubts));
                }
            }
        }
        return readings.stream()
                .filter(reading -> !reading.isPlain())
                .map(Reading::excerpt)
                .toList();
    }
}
