package dev.sluice.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * When to kill: at the commit of the transaction that holds a boundary's given row.
 *
 * @param committed whether that transaction commits without anybody left to be told, or is lost
 * @param row the how manieth row after the gate was put up, from 1
 * @param ended how many documents have ended before the gate is put up
 */
record Moment(Boundary boundary, boolean committed, long row, int ended) {

    /** So many moments, drawn so that no boundary and side comes twice and each kind of boundary is among them. */
    static List<Moment> draw(Random random, int count, int documents) {
        List<Moment> deck = new ArrayList<>();
        for (Boundary boundary : Boundary.values()) {
            deck.add(new Moment(boundary, true, 0, 0));
            deck.add(new Moment(boundary, false, 0, 0));
        }
        Collections.shuffle(deck, random);
        List<Moment> drawn = new ArrayList<>();
        for (int i = 0; drawn.size() < count; i++) {
            int kind = i % 3;
            deck.stream()
                    .filter(moment -> !drawn.contains(moment) && kind(moment.boundary()) == kind)
                    .findFirst()
                    .ifPresent(drawn::add);
        }
        // Calls outside are done soonest, calls inside latest.
        drawn.sort(Comparator.comparing(Moment::boundary));
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Moment moment = drawn.get(i);
            int most = moment.boundary().rare() ? 2 : Math.max(1, documents / (8 * (count + 1)));
            int ended = moment.boundary().early() ? 0 : random.nextInt(documents * (i + 1) / (count + 2));
            moments.add(new Moment(moment.boundary(), moment.committed(), 1 + random.nextInt(most), ended));
        }
        return moments;
    }

    private static int kind(Boundary boundary) {
        return boundary.ordinal() < Boundary.BATCH_PLANNED.ordinal() ? 0 : boundary.early() ? 1 : 2;
    }

    @Override
    public String toString() {
        return boundary + ", row " + row + " once " + ended + " documents have ended, transaction "
                + (committed ? "commits unheard" : "is lost");
    }
}
