package dev.sluice.classifier.rendition;

import dev.sluice.classifier.DocumentText;
import dev.sluice.classifier.FindingType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;

/**
 * The way from a rendition's words back to the values: for use inside alone. It holds values; whoever stores
 * {@link #toBytes()} seals them first. Immutable.
 *
 * <p>Masks and generalised values have no way back, nor has a surrogate that stands for two values or in the document itself.
 */
public final class ReidentificationMap {
    private static final int FORM = 1;

    @FunctionalInterface
    private interface Place {
        void accept(int start, int end);
    }

    private final Map<String, String> values;
    /** The forms in lower case, and for each the one that is written so in any case, or nothing if several are. */
    private final Map<String, String> byLower = new LinkedHashMap<>();

    private final Automaton automaton;

    private ReidentificationMap(Map<String, String> values) {
        this.values = values;
        for (String form : values.keySet()) {
            byLower.merge(lower(form), form, (one, other) -> "");
        }
        this.automaton = Automaton.of(byLower.keySet());
    }

    /**
     * The map of a rendition.
     *
     * @throws IllegalArgumentException if the rendition isn't one of this document
     */
    public static ReidentificationMap of(DocumentText source, ClearRendition rendition) {
        String from = source.canonical();
        String to = rendition.text().canonical();
        requireSame(from, to, rendition.replacements());
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> identities = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (Replacement replacement : rendition.replacements()) {
            if (!replacement.action().isReversible()) {
                continue;
            }
            String form = to.substring(replacement.start(), replacement.end());
            String value = from.substring(replacement.sourceStart(), replacement.sourceEnd());
            boolean numbered = replacement.action() == Action.PLACEHOLDER;
            String identity = numbered ? form : Span.identity(replacement.type(), value);
            String known = identities.putIfAbsent(form, identity);
            if (known != null && !known.equals(identity)) {
                ambiguous.add(form);
            }
            values.merge(form, value, (one, other) -> other.length() > one.length() ? other : one);
        }
        for (Replacement replacement : rendition.replacements()) {
            if (replacement.type() == FindingType.PERSON && replacement.action() == Action.PSEUDONYM) {
                parts(
                        to.substring(replacement.start(), replacement.end()),
                        from.substring(replacement.sourceStart(), replacement.sourceEnd()),
                        values);
            }
        }
        ambiguous.forEach(values::remove);
        new ReidentificationMap(values).kept(to, rendition.replacements()).forEach(values::remove);
        return new ReidentificationMap(values);
    }

    /** Forms that the document also holds by itself, as a moved date may be another that nobody found. */
    private Set<String> kept(String rendition, List<Replacement> replacements) {
        int[] replaced = new int[rendition.length() + 1];
        replacements.forEach(each -> Arrays.fill(replaced, each.start() + 1, each.end() + 1, 1));
        Arrays.parallelPrefix(replaced, Integer::sum);
        Set<String> kept = new HashSet<>();
        forms(rendition, steps -> {}, (start, end) -> {
            if (replaced[start] == replaced[end]) {
                kept.add(form(rendition.substring(start, end)));
            }
        });
        return kept;
    }

    /** Each part of a surrogate stands for the part of the name in its place. */
    private static void parts(String form, String value, Map<String, String> values) {
        List<String> words = PersonName.words(value).stream()
                .filter(word -> !PersonName.isParticle(word))
                .toList();
        String[] surrogates = form.split(" ", -1);
        for (int i = 0; surrogates.length == words.size() && i < surrogates.length; i++) {
            if (surrogates[i].length() > 1 && !PersonName.isTitle(words.get(i))) {
                values.putIfAbsent(surrogates[i], words.get(i));
            }
        }
    }

    private static void requireSame(String from, String to, List<Replacement> replacements) {
        int at = 0;
        int source = 0;
        for (Replacement replacement : replacements) {
            int kept = replacement.start() - at;
            boolean same = replacement.sourceEnd() <= from.length()
                    && replacement.sourceStart() - source == kept
                    && from.regionMatches(source, to, at, kept);
            if (!same) {
                throw notOfThisDocument(source);
            }
            at = replacement.end();
            source = replacement.sourceEnd();
        }
        if (!from.substring(source).equals(to.substring(at))) {
            throw notOfThisDocument(source);
        }
    }

    private static IllegalArgumentException notOfThisDocument(int at) {
        return new IllegalArgumentException(
                "ReidentificationMap: expected a rendition of this document, found another text from unit " + at);
    }

    /**
     * Puts values in the place of what stands for them: the longest form first, none within a word, and never within a
     * value that was put in. Case doesn't count where it doesn't part two forms. The work grows with the answer's length.
     */
    public Reidentification reidentify(String answer) {
        return reidentify(answer, steps -> {});
    }

    Reidentification reidentify(String answer, IntConsumer spent) {
        int[] ends = ends(answer, spent);
        StringBuilder out = new StringBuilder();
        List<Reidentification.UnknownPlaceholder> unknown = new ArrayList<>();
        Matcher placeholder = Placeholders.FORM.matcher(answer);
        int replaced = 0;
        for (int i = 0; i < answer.length(); ) {
            if (ends[i] > 0) {
                out.append(values.get(form(answer.substring(i, ends[i]))));
                replaced++;
                i = ends[i];
            } else if (answer.charAt(i) == '['
                    && placeholder.region(i, answer.length()).lookingAt()) {
                unknown.add(new Reidentification.UnknownPlaceholder(i, placeholder.end()));
                out.append(answer, i, placeholder.end());
                i = placeholder.end();
            } else {
                out.append(answer.charAt(i));
                i++;
            }
        }
        return new Reidentification(out.toString(), replaced, unknown);
    }

    /** For each place of the answer the end of the longest form that begins there, or 0. */
    private int[] ends(String answer, IntConsumer spent) {
        int[] ends = new int[answer.length()];
        forms(answer, spent, (start, end) -> ends[start] = Math.max(ends[start], end));
        return ends;
    }

    /** Every place of a form, none within a word. */
    private void forms(String text, IntConsumer spent, Place found) {
        automaton.scan(text.length(), i -> lower(text.charAt(i)), spent, (word, start, end) -> {
            if (!isWithinWord(text, start)
                    && !isWithinWord(text, end)
                    && !form(text.substring(start, end)).isEmpty()) {
                found.accept(start, end);
            }
        });
    }

    /** The form that is written like this, else the only one that differs in its case, else nothing. */
    private String form(String written) {
        return values.containsKey(written) ? written : byLower.getOrDefault(lower(written), "");
    }

    private static boolean isWithinWord(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isLetterOrDigit(text.codePointBefore(at))
                && Character.isLetterOrDigit(text.codePointAt(at));
    }

    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            lower.setCharAt(i, lower(text.charAt(i)));
        }
        return lower.toString();
    }

    /** As {@link String#equalsIgnoreCase} has it: unit by unit, so that offsets stay. */
    private static char lower(char c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    /** The map in bytes, values included: to be sealed before it is stored. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeInt(values.size());
            for (Map.Entry<String, String> entry : values.entrySet()) {
                for (String text : List.of(entry.getKey(), entry.getValue())) {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(utf8.length);
                    out.write(utf8);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ReidentificationMap: writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such
     */
    public static ReidentificationMap fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        Map<String, String> values = new LinkedHashMap<>();
        try {
            if (in.get() != FORM) {
                throw malformed();
            }
            for (int left = in.getInt(); left > 0; left--) {
                String form = text(in);
                values.put(form, text(in));
                if (form.isEmpty()) {
                    throw malformed();
                }
            }
        } catch (BufferUnderflowException e) {
            throw malformed();
        }
        if (in.hasRemaining()) {
            throw malformed();
        }
        return new ReidentificationMap(values);
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw malformed();
        }
        byte[] utf8 = new byte[length];
        in.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("ReidentificationMap: expected bytes of form " + FORM);
    }

    /** How many forms have a way back. */
    public int size() {
        return values.size();
    }

    @Override
    public String toString() {
        return "ReidentificationMap[" + size() + "]";
    }
}
