package dev.sluice.audit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand in an event: identifiers, numbers, booleans, and lists and maps of those. Text with a space in it
 * has no way in, so a body cannot carry a sentence of a document, a name or a driver's message.
 */
final class Values {
    static final int LONGEST = 200;
    static final long LARGEST = (1L << 53) - 1;
    private static final int DEEPEST = 8;
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._:/@+=-]{1,200}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    private Values() {}

    static boolean isIdentifier(String value) {
        return IDENTIFIER.matcher(value).matches();
    }

    static String identifier(String what, String value) {
        if (!isIdentifier(value)) {
            throw new ValueRefusedException(what + " is not an identifier of at most " + LONGEST
                    + " characters of [A-Za-z0-9._:/@+=-] (found " + value.length() + " characters)");
        }
        return value;
    }

    static @Nullable String identifierOrNull(String what, @Nullable String value) {
        return value == null ? null : identifier(what, value);
    }

    static SortedMap<String, Object> map(Map<?, ?> map) {
        return map(map, 0);
    }

    static Object value(String key, @Nullable Object value) {
        return value(key, value, 0);
    }

    private static SortedMap<String, Object> map(Map<?, ?> map, int depth) {
        TreeMap<String, Object> copy = new TreeMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name) || !KEY.matcher(name).matches()) {
                throw new ValueRefusedException("a key of an event's detail is not a short name");
            }
            copy.put(name, value(name, value, depth + 1));
        });
        return Collections.unmodifiableSortedMap(copy);
    }

    private static Object value(String key, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new ValueRefusedException("detail \"" + key + "\" is nested deeper than " + DEEPEST);
        }
        return switch (value) {
            case null -> throw new ValueRefusedException("detail \"" + key + "\" is null");
            case String text -> identifier("detail \"" + key + "\"", text);
            case Enum<?> constant -> constant.name();
            case UUID id -> id.toString();
            case Instant time -> time.toString();
            case Boolean flag -> flag;
            case Byte number -> number.longValue();
            case Short number -> number.longValue();
            case Integer number -> number.longValue();
            case Long number -> whole(key, number);
            case Float number -> finite(key, number.doubleValue());
            case Double number -> finite(key, number);
            case BigDecimal number -> identifier("detail \"" + key + "\"", number.toPlainString());
            case Map<?, ?> map -> map(map, depth);
            case Collection<?> list -> list(key, list, depth);
            default ->
                throw new ValueRefusedException(
                        "detail \"" + key + "\" is of a type that an event cannot hold: " + value.getClass());
        };
    }

    private static List<Object> list(String key, Collection<?> list, int depth) {
        List<Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(value(key, element, depth + 1)));
        return Collections.unmodifiableList(copy);
    }

    /** RFC 8785 numbers are IEEE 754 doubles: a larger whole number would silently become another one. */
    private static Long whole(String key, long number) {
        if (number > LARGEST || number < -LARGEST) {
            throw new ValueRefusedException("detail \"" + key + "\" is a number beyond 2^53-1; give it as a string");
        }
        return number;
    }

    private static Double finite(String key, double number) {
        if (!Double.isFinite(number)) {
            throw new ValueRefusedException("detail \"" + key + "\" is not a finite number");
        }
        return number;
    }
}
