package dev.sluice.policy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a text of a bundle may be before any parser sees it. {@link BundleFiles} holds no text that is not within.
 *
 * <p>Cedar's native parser has no limit of its own: where its recursion meets the end of the thread's stack, the whole
 * process is gone. Measured for cedar-java 4.10.0 on a stack of 1 MiB, from parsing to answering, the last that lived: 66
 * brackets inside one another (of any kind, with negations and conditions between them 61), 525 conditions inside one
 * another, 1,063 operators or names in a row, 251 records or 594 sets inside one another in a schema. The limits below
 * hold on 384 KiB, all of them used up at once.
 */
final class TextLimits {
    /** Brackets of a policy inside one another, with its {@code if}s. */
    static final int NESTING = 10;

    /** Operators of one policy: a chain of them is as deep as it is long. */
    static final int OPERATORS = 100;

    /** Names joined by {@code .}, {@code [} or {@code ::}. */
    static final int MEMBERS = 4;

    /** Words and signs of one policy. */
    static final int TOKENS = 1_500;

    /** UTF-16 units of one policy. */
    static final int POLICY_LENGTH = 16_384;

    /** Policies of one file; {@link CedarSource} holds a whole bundle to it. */
    static final int POLICIES = 500;

    private static final int CEDAR_LENGTH = 1 << 18;
    private static final int SCHEMA_NESTING = 6;
    private static final int SCHEMA_TOKENS = 6_000;
    private static final int YAML_DEPTH = 8;

    private TextLimits() {}

    /** Refuses a text that could hurt a parser, or that does not show a reader what a parser reads. */
    static void check(String file, String text) {
        checkCharacters(file, text);
        checkEnd(file, text);
        boolean schema = file.endsWith(".cedarschema");
        if (schema) {
            checkSchema(file, text);
        } else if (file.endsWith(".cedar")) {
            CedarStatements.of(file, text);
        } else if (file.endsWith(".yaml")) {
            checkYaml(file, text);
        }
        if ((schema || file.endsWith(".cedar")) && text.length() > CEDAR_LENGTH) {
            throw new Problems.Malformed(
                    file, 1, "longer than " + CEDAR_LENGTH + " characters", "Write several files, or shorter remarks");
        }
    }

    private static void checkCharacters(String file, String text) {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (isHidden(c) || Character.isSurrogate(c) && isHidden(text.codePointAt(i))) {
                throw new Problems.Malformed(
                        file,
                        line,
                        String.format("the character U+%04X, which a reader does not see", text.codePointAt(i)),
                        c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029'
                                ? "End lines with LF or CRLF"
                                : "Remove it; save the file as UTF-8 without a byte order mark");
            }
        }
    }

    /** What was cut off anywhere but between two lines shows itself; half a number or half a word would not. */
    private static void checkEnd(String file, String text) {
        if (!text.isEmpty() && !text.endsWith("\n") && !file.startsWith("templates/") && !file.endsWith(".md")) {
            throw new Problems.Malformed(
                    file,
                    1 + (int) text.chars().filter(c -> c == '\n').count(),
                    "the last line does not end, as if the file were cut off",
                    "See that it is whole, and end its last line");
        }
    }

    /**
     * Whether a character could make a reader see something else than a parser does: controls, other ends of lines, marks
     * of order and direction, tags.
     *
     * @see <a href="https://www.unicode.org/reports/tr36/">UTR #36</a>
     */
    static boolean isHidden(int c) {
        return c < ' ' && c != '\n' && c != '\t'
                || c >= 0x7f && c <= 0x9f
                || c == 0x061c
                || c >= 0x200e && c <= 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2060 && c <= 0x206f
                || c == 0xfeff
                || c >= 0xfff9 && c <= 0xfffb
                || c >= 0xe0000 && c <= 0xe007f;
    }

    private static void checkSchema(String file, String text) {
        AtomicInteger depth = new AtomicInteger();
        AtomicInteger tokens = new AtomicInteger();
        CedarLexer.read(file, text, token -> {
            int open = depth.addAndGet(token.isAny("(", "[", "{", "<") ? 1 : token.isAny(")", "]", "}", ">") ? -1 : 0);
            if (open > SCHEMA_NESTING || tokens.incrementAndGet() > SCHEMA_TOKENS) {
                throw new Problems.Malformed(
                        file,
                        token.line(),
                        open > SCHEMA_NESTING
                                ? "more than " + SCHEMA_NESTING + " brackets inside one another"
                                : "more than " + SCHEMA_TOKENS + " words and signs",
                        "Take the attributes and words of the default bundle's schema");
            }
        });
    }

    /** Depth, and that nothing stands for what is written elsewhere: the parser of nodes is recursive, that of events is not. */
    private static void checkYaml(String file, String text) {
        Deque<Event> open = new ArrayDeque<>();
        try {
            for (Event event : new Parse(LoadSettings.builder().setLabel(file).build()).parseString(text)) {
                switch (event.getEventId()) {
                    case MappingStart, SequenceStart -> open.push(event);
                    case MappingEnd, SequenceEnd -> open.pop();
                    default -> {
                        // Neither deeper nor less deep.
                    }
                }
                int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
                if (open.size() > YAML_DEPTH) {
                    throw new Problems.Malformed(
                            file,
                            line,
                            "more than " + YAML_DEPTH + " lists and keys inside one another",
                            "Compare it with the default bundle's");
                }
                if (event instanceof AliasEvent
                        || event instanceof NodeEvent node && node.getAnchor().isPresent()
                        || event instanceof ScalarEvent scalar
                                && scalar.getTag().isPresent()
                        || event instanceof CollectionStartEvent collection
                                && collection.getTag().isPresent()) {
                    throw new Problems.Malformed(
                            file,
                            line,
                            "found & or *, which stand for what is written elsewhere, or a type after !",
                            "Write the value itself; put a value that begins with &, * or ! between quotation marks");
                }
                if (event instanceof ScalarEvent scalar
                        && scalar.getValue().codePoints().anyMatch(TextLimits::isHidden)) {
                    throw new Problems.Malformed(
                            file, line, "a value with a character that a reader does not see", "Remove it");
                }
            }
        } catch (MarkedYamlEngineException e) {
            throw YamlMap.unreadable(file, e);
        } catch (YamlEngineException e) {
            throw new Problems.Malformed(file, 1, "this is not YAML", "Check the indentation");
        }
    }
}
