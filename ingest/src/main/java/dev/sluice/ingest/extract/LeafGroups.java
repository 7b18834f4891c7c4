package dev.sluice.ingest.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Elements of XML that have no text of their own and hold little but elements with some: what these say is one value as
 * likely as several, so it is given once more in a line, behind the name of the element around. No text more than doubles.
 */
final class LeafGroups {
    private static final int MOST_LEAVES = 12;
    private static final int LONGEST_LEAF = 60;
    private static final int LONGEST_NAME = 60;

    private static final class Part {
        final String name;
        final StringBuilder text = new StringBuilder();
        final List<String> leaves = new ArrayList<>(2);
        boolean hasElements;
        /** Whether something in it is no leaf, or more than a few short ones. */
        boolean isMore;

        Part(String name, String value) {
            this.name = name;
            add(value);
        }

        void add(String more) {
            if (text.length() <= LONGEST_LEAF) {
                String told = text.isEmpty() ? more.stripLeading() : more;
                text.append(told, 0, Math.min(told.length(), LONGEST_LEAF + 1));
            }
        }

        void leaf(String leaf) {
            isMore |= leaves.size() == MOST_LEAVES || leaf.length() > LONGEST_LEAF;
            if (!isMore) {
                leaves.add(leaf);
            }
        }
    }

    private final Deque<Part> open = new ArrayDeque<>();
    private final StringBuilder found = new StringBuilder();

    /** An element begins that says a value in an attribute, which may be empty. */
    void begin(String name, String value) {
        open.push(new Part(name, value));
    }

    /** Text of the element that is open. */
    void text(String text) {
        Part part = open.peek();
        if (part != null) {
            part.add(text);
        }
    }

    void end() {
        Part part = open.poll();
        Part around = open.peek();
        if (part == null) {
            return;
        }
        String text = part.text.toString().strip();
        boolean one = part.leaves.size() == 1;
        boolean group = part.hasElements && !part.isMore && text.isEmpty();
        if (group && part.leaves.size() > 1) {
            found.append(part.name, 0, Math.min(part.name.length(), LONGEST_NAME))
                    .append(": ")
                    .append(String.join(" ", part.leaves))
                    .append('\n');
        }
        if (around == null) {
            return;
        }
        around.hasElements = true;
        if (group && one) {
            around.leaf(part.leaves.getFirst());
        } else if (part.hasElements && !(group && part.leaves.isEmpty())) {
            around.isMore = true;
        } else if (!text.isEmpty()) {
            around.leaf(text);
        }
    }

    /** A line for each such element that has ended. */
    String text() {
        return found.toString().strip();
    }
}
