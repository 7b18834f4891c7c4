package dev.sluice.ingest.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the groups of an RTF document, also those that readers pass over, and gives the text of each to an
 * {@link Audience}: variables, properties, alternative texts, groups of no known name.
 *
 * @see "Rich Text Format Specification 1.9.1"
 */
final class RtfGroups {
    private static final int MAX_DEPTH = 20_000;
    /** Takes the text of groups. */
    interface Audience {
        /** @param destination the word that the group begins with, empty for the body */
        void text(String destination, String text);
    }

    private static final class Destination {
        final String name;
        final StringBuilder text = new StringBuilder();

        Destination(String name) {
            this.name = name;
        }
    }

    private static final class Group {
        Destination destination;
        boolean own;
        boolean starred;
        boolean fresh = true;
        int skipped = 1;

        @Nullable
        Charset charset;

        Group(Destination destination, int skipped, @Nullable Charset charset) {
            this.destination = destination;
            this.skipped = skipped;
            this.charset = charset;
        }
    }

    private final byte[] rtf;
    private final Audience audience;
    private final int maxChars;
    private final Deque<Group> open = new ArrayDeque<>();
    private final Map<Integer, Charset> fonts = new HashMap<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private Charset byDefault = Charset.forName("windows-1252");
    private Group group = new Group(new Destination(""), 1, null);
    private boolean whole = true;
    private int font;
    private int skip;
    private int at;

    private RtfGroups(byte[] rtf, Audience audience, int maxChars) {
        this.rtf = rtf;
        this.audience = audience;
        this.maxChars = maxChars;
    }

    /**
     * Goes through a document.
     *
     * @return UNSUPPORTED if something stands there that is neither text nor a picture nor an object, or too deep; TRUNCATED if
     *     a group has no end; else empty
     */
    static Optional<UnreadReason> read(byte[] rtf, Audience audience, int maxChars) {
        RtfGroups groups = new RtfGroups(rtf, audience, maxChars);
        boolean ended = groups.run();
        if (!groups.whole) {
            return Optional.of(UnreadReason.UNSUPPORTED);
        }
        return ended ? Optional.empty() : Optional.of(UnreadReason.TRUNCATED);
    }

    /** Whether all groups have their ends. */
    private boolean run() {
        while (at < rtf.length && whole) {
            byte b = rtf[at++];
            switch (b) {
                case '{' -> begin();
                case '}' -> end();
                case '\\' -> control();
                case '\r', '\n' -> {}
                default -> sign(b);
            }
        }
        boolean ended = open.isEmpty();
        while (!open.isEmpty()) {
            end();
        }
        flush();
        offer(group.destination);
        return ended;
    }

    private void begin() {
        flush();
        skip = 0;
        open.push(group);
        whole &= open.size() <= MAX_DEPTH;
        group = new Group(group.destination, group.skipped, group.charset);
    }

    private void end() {
        flush();
        skip = 0;
        if (group.own || RtfVocabulary.LISTS.contains(group.destination.name)) {
            offer(group.destination);
        }
        if (!open.isEmpty()) {
            group = open.pop();
        }
    }

    private void offer(Destination destination) {
        String text = destination.text.toString().strip();
        destination.text.setLength(0);
        if (!text.isEmpty()) {
            audience.text(destination.name, text);
        }
    }

    private void sign(int b) {
        if (skip > 0) {
            skip--;
            return;
        }
        group.fresh = false;
        pending.write(b);
    }

    private void append(String text) {
        flush();
        group.fresh = false;
        put(text);
    }

    private void flush() {
        if (pending.size() > 0) {
            put(pending.toString(group.charset == null ? byDefault : group.charset));
            pending.reset();
        }
    }

    private void put(String text) {
        group.destination.text.append(text);
        if (group.destination.text.length() > maxChars) {
            throw new LimitReachedException("text");
        }
    }

    private void control() {
        if (at >= rtf.length) {
            return;
        }
        int c = rtf[at++];
        if (isLetter(c)) {
            at--;
            word();
            return;
        }
        switch (c) {
            case '\'' -> {
                int high = at + 1 < rtf.length ? Character.digit(rtf[at], 16) : -1;
                int low = at + 1 < rtf.length ? Character.digit(rtf[at + 1], 16) : -1;
                if (high >= 0 && low >= 0) {
                    at += 2;
                    sign(high << 4 | low);
                }
            }
            case '*' -> group.starred = true;
            case '\\', '{', '}' -> sign(c);
            case '~' -> append("\u00A0");
            case '-' -> append("\u00AD");
            case '_' -> append("\u2011");
            case '\r', '\n' -> line();
            default -> {}
        }
    }

    private void word() {
        int start = at;
        while (at < rtf.length && isLetter(rtf[at])) {
            at++;
        }
        String word = new String(rtf, start, at - start, StandardCharsets.US_ASCII);
        int from = at;
        if (at < rtf.length && rtf[at] == '-') {
            at++;
        }
        while (at < rtf.length && rtf[at] >= '0' && rtf[at] <= '9') {
            at++;
        }
        int number = number(from, at);
        if (at < rtf.length && rtf[at] == ' ') {
            at++;
        }
        if (skip > 0 && !word.equals("u")) {
            skip--;
            return;
        }
        boolean style = group.destination.name.equals("stylesheet");
        if (group.fresh && !style && (group.starred || RtfVocabulary.DESTINATIONS.contains(word))) {
            flush();
            group.destination = new Destination(word);
            group.own = true;
        }
        group.fresh = false;
        obey(word, number);
    }

    private void obey(String word, int number) {
        switch (word) {
            case "u" -> {
                skip = 0;
                append(Character.toString((char) number));
                skip = group.skipped;
            }
            case "uc" -> group.skipped = Math.clamp(number, 0, 100);
            case "bin" -> binary(number);
            case "ansicpg" -> byDefault = RtfVocabulary.codePage(number, byDefault);
            case "mac" -> byDefault = RtfVocabulary.codePage(10_000, byDefault);
            case "pc" -> byDefault = RtfVocabulary.codePage(437, byDefault);
            case "pca" -> byDefault = RtfVocabulary.codePage(850, byDefault);
            case "f" -> {
                flush();
                font = number;
                group.charset = fonts.get(number);
            }
            case "plain" -> {
                flush();
                group.charset = null;
            }
            case "fcharset" -> fonts.put(font, RtfVocabulary.charset(number, byDefault));
            case "cpg" -> fonts.put(font, RtfVocabulary.codePage(number, byDefault));
            default -> {
                if (RtfVocabulary.LINE_ENDS.contains(word)) {
                    line();
                } else if (RtfVocabulary.SIGNS.containsKey(word)) {
                    append(RtfVocabulary.SIGNS.getOrDefault(word, ""));
                }
            }
        }
    }

    private void line() {
        flush();
        offer(group.destination);
    }

    /** Bytes as they are, which pictures and objects may have. */
    private void binary(int length) {
        String name = group.destination.name;
        whole &= length <= 0 || name.equals("pict") || name.equals("objdata");
        at += Math.clamp(length, 0, rtf.length - at);
    }

    private int number(int from, int to) {
        if (to == from || to - from > 10) {
            return 0;
        }
        String digits = new String(rtf, from, to - from, StandardCharsets.US_ASCII);
        return digits.equals("-") ? 0 : (int) Long.parseLong(digits);
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
