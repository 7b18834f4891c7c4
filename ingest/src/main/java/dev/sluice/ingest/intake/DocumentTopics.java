package dev.sluice.ingest.intake;

import dev.sluice.db.Topics;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** The topics that documents are read from. What this system writes is never among those that a pattern matches. */
public sealed interface DocumentTopics {
    /** Whether a topic is one of them. */
    boolean reads(String topic);

    /** These and no others. */
    static DocumentTopics named(String... names) {
        return new Named(List.of(names));
    }

    /**
     * By name.
     *
     * @param names at least one
     */
    record Named(List<String> names) implements DocumentTopics {
        /** Checks that there is one. */
        public Named {
            names = List.copyOf(names);
            if (names.isEmpty()) {
                throw new IllegalArgumentException("no documents topic is named");
            }
        }

        @Override
        public boolean reads(String topic) {
            return names.contains(topic);
        }
    }

    /**
     * Those whose whole name matches, now or as soon as they are made.
     *
     * @param expression a regular expression as {@link Pattern} has it, up to 500 characters
     */
    record Matching(String expression) implements DocumentTopics {
        private static final int LONGEST = 500;
        private static final String OURS = Topics.defaults().stream()
                .map(Topics.Definition::name)
                .filter(name -> !name.equals(Topics.DOCUMENTS))
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));

        /** Checks the expression; a message does not repeat it. */
        public Matching {
            if (expression.isBlank() || expression.length() > LONGEST) {
                throw new IllegalArgumentException("expected a regular expression of up to " + LONGEST + " characters");
            }
            try {
                Pattern.compile(expression);
                pattern(expression);
            } catch (PatternSyntaxException refused) {
                throw new IllegalArgumentException("expected a regular expression");
            }
        }

        /** What the consumer subscribes to. */
        public Pattern pattern() {
            return pattern(expression);
        }

        private static Pattern pattern(String expression) {
            return Pattern.compile("(?!(?:" + OURS + ")$)(?:" + expression + ")");
        }

        @Override
        public boolean reads(String topic) {
            return pattern().matcher(topic).matches();
        }
    }
}
