package dev.sluice.classifier.rendition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as somebody wrote it: a calendar day and the places of its parts, so that another day can be written in the same
 * form. Signs, order, widths, the language of names and a time of day are kept; a day of the week is written anew.
 */
final class WrittenDate {
    private static final Pattern TOKEN = Pattern.compile("\\p{Nd}+|\\p{L}+");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})((?:\\d{4}|\\d{6})?)");
    private static final Pattern ISO_TIME = Pattern.compile("\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?"
            + "(?:\\s?(?:[AaPp]\\.?[Mm]\\.?|Z|UTC|GMT|[+-]\\d{2}:?\\d{2}))?");
    private static final Set<String> SMALL_WORDS =
            Set.of("of", "de", "del", "the", "T", "at", "à", "um", "alle", "às", "om", "den", "le", "el");
    private static final int LONGEST = 64;
    private static final int EARLIEST = 1000;
    private static final int LATEST = 9999;
    private static final int CENTURY = 2000;

    private enum Part {
        YEAR,
        MONTH,
        DAY,
        MONTH_NAME,
        WEEKDAY,
        ORDINAL
    }

    private record Piece(int start, int end, String text) {
        boolean isNumber() {
            return Character.isDigit(text.charAt(0));
        }

        int number() {
            return Integer.parseInt(text);
        }
    }

    private final String value;
    private final Map<Part, Piece> parts;
    private final String language;
    private final LocalDate day;

    private WrittenDate(String value, Map<Part, Piece> parts, String language) {
        this.value = value;
        this.parts = parts;
        this.language = language;
        this.day = day(parts, language);
    }

    /** Reads a date with year, month and day; empty for anything else, or if {@code monthFirst} is needed and null. */
    static Optional<WrittenDate> read(String value, @Nullable Boolean monthFirst, String language) {
        if (value.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Map<Part, Piece> parts = parts(value, monthFirst, language);
            return parts == null ? Optional.empty() : Optional.of(new WrittenDate(value, parts, language));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The year of a date or of a year alone, if it is written with four digits; empty for anything else. */
    static OptionalInt year(String value) {
        Optional<WrittenDate> read = read(value, true, "").or(() -> read(value, false, ""));
        Piece year = read.isPresent() ? read.get().parts.get(Part.YEAR) : null;
        String text = year == null ? value.strip() : year.text();
        boolean written = text.length() == 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return written ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Whether two numbers decide which of them is the month: true for month first, false for day first, else null. */
    static @Nullable Boolean order(String value) {
        boolean first = read(value, true, "").isPresent();
        boolean second = read(value, false, "").isPresent();
        if (first == second) {
            return null;
        }
        return first;
    }

    LocalDate day() {
        return day;
    }

    /** The same form for another day; empty if its year doesn't fit the form. */
    Optional<String> write(LocalDate other) {
        if (other.getYear() < EARLIEST || other.getYear() > LATEST) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        List<Map.Entry<Part, Piece>> ordered = new ArrayList<>(parts.entrySet());
        ordered.sort(
                (a, b) -> Integer.compare(a.getValue().start(), b.getValue().start()));
        for (Map.Entry<Part, Piece> entry : ordered) {
            Piece piece = entry.getValue();
            out.append(value, at, piece.start()).append(written(entry.getKey(), piece.text(), other));
            at = piece.end();
        }
        return Optional.of(out.append(value, at, value.length()).toString());
    }

    private String written(Part part, String text, LocalDate other) {
        return switch (part) {
            case YEAR -> text.length() == 2 ? padded(other.getYear() % 100, 2) : Integer.toString(other.getYear());
            case MONTH -> padded(other.getMonthValue(), width(text));
            case DAY -> padded(other.getDayOfMonth(), width(text));
            case MONTH_NAME -> month(text, language).at(other.getMonthValue(), text);
            case WEEKDAY ->
                Objects.requireNonNull(CalendarWords.day(text, language))
                        .at(other.getDayOfWeek().getValue(), text);
            case ORDINAL -> ordinal(other.getDayOfMonth());
        };
    }

    /** Two digits where a zero leads, or where day and month are both numbers of two digits. */
    private int width(String text) {
        Piece month = parts.get(Part.MONTH);
        Piece number = parts.get(Part.DAY);
        boolean wide = month != null
                && number != null
                && month.text().length() == 2
                && number.text().length() == 2;
        return wide || text.startsWith("0") ? 2 : 1;
    }

    private static String padded(int number, int width) {
        String text = Integer.toString(number);
        return text.length() < width ? "0" + text : text;
    }

    private static String ordinal(int day) {
        if (day >= 11 && day <= 13) {
            return "th";
        }
        return switch (day % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private static CalendarWords.Word month(String text, String language) {
        return Objects.requireNonNull(CalendarWords.month(text, language));
    }

    private static LocalDate day(Map<Part, Piece> parts, String language) {
        Piece year = Objects.requireNonNull(parts.get(Part.YEAR));
        Piece name = parts.get(Part.MONTH_NAME);
        int month = name == null
                ? Objects.requireNonNull(parts.get(Part.MONTH)).number()
                : month(name.text(), language).place();
        int full = year.text().length() == 2 ? CENTURY + year.number() : year.number();
        if (full < EARLIEST) {
            throw new DateTimeException("year out of range");
        }
        return LocalDate.of(
                full, month, Objects.requireNonNull(parts.get(Part.DAY)).number());
    }

    private static @Nullable Map<Part, Piece> parts(String value, @Nullable Boolean monthFirst, String language) {
        Map<Part, Piece> parts = new EnumMap<>(Part.class);
        Matcher compact = COMPACT.matcher(value.strip());
        if (compact.matches()) {
            int shift = value.indexOf(value.strip());
            parts.put(Part.YEAR, new Piece(shift, shift + 4, compact.group(1)));
            parts.put(Part.MONTH, new Piece(shift + 4, shift + 6, compact.group(2)));
            parts.put(Part.DAY, new Piece(shift + 6, shift + 8, compact.group(3)));
            return parts;
        }
        Matcher time = ISO_TIME.matcher(value);
        int timeStart = time.find() ? time.start() : value.length();
        int timeEnd = timeStart < value.length() ? time.end() : timeStart;
        List<Piece> numbers = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(value);
        while (tokens.find()) {
            if (tokens.start() >= timeStart && tokens.end() <= timeEnd) {
                continue;
            }
            Piece piece = new Piece(tokens.start(), tokens.end(), tokens.group());
            if (piece.isNumber()) {
                numbers.add(piece);
            } else if (!isKnown(piece, value, parts, language)) {
                return null;
            }
        }
        return assign(numbers, parts, monthFirst);
    }

    private static boolean isKnown(Piece word, String value, Map<Part, Piece> parts, String language) {
        String text = word.text();
        if (CalendarWords.month(text, language) != null && !parts.containsKey(Part.MONTH_NAME)) {
            parts.put(Part.MONTH_NAME, word);
            return true;
        }
        if (CalendarWords.day(text, language) != null && !parts.containsKey(Part.WEEKDAY)) {
            parts.put(Part.WEEKDAY, word);
            return true;
        }
        boolean touches = word.start() > 0 && Character.isDigit(value.charAt(word.start() - 1));
        if (touches && List.of("st", "nd", "rd", "th").contains(text.toLowerCase(Locale.ROOT))) {
            return parts.putIfAbsent(Part.ORDINAL, word) == null;
        }
        return SMALL_WORDS.contains(text);
    }

    private static @Nullable Map<Part, Piece> assign(
            List<Piece> numbers, Map<Part, Piece> parts, @Nullable Boolean monthFirst) {
        boolean named = parts.containsKey(Part.MONTH_NAME);
        if (numbers.size() != (named ? 2 : 3) || numbers.stream().anyMatch(WrittenDate::isOdd)) {
            return null;
        }
        boolean yearFirst = numbers.getFirst().text().length() == 4;
        Piece year = yearFirst ? numbers.removeFirst() : numbers.removeLast();
        if (year.text().length() == 1
                || numbers.stream().anyMatch(piece -> piece.text().length() > 2)) {
            return null;
        }
        parts.put(Part.YEAR, year);
        if (named) {
            parts.put(Part.DAY, numbers.getFirst());
            return parts;
        }
        boolean swap = yearFirst || Boolean.TRUE.equals(monthFirst);
        if (!yearFirst && monthFirst == null) {
            return null;
        }
        parts.put(Part.MONTH, numbers.get(swap ? 0 : 1));
        parts.put(Part.DAY, numbers.get(swap ? 1 : 0));
        return parts;
    }

    /** Digits of another script, or a length that no part of a date has. */
    private static boolean isOdd(Piece piece) {
        int length = piece.text().length();
        return length == 3 || length > 4 || piece.text().chars().anyMatch(c -> c < '0' || c > '9');
    }
}
