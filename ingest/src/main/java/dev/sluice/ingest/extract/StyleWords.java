package dev.sluice.ingest.extract;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Tag;

/**
 * What somebody wrote into a style sheet outside of its comments and quoted strings: names of classes, properties that no
 * browser has, names of typefaces and of animations, addresses. Linear in the sheet.
 */
final class StyleWords {
    /** First words of properties, behind the mark of a maker of browsers. */
    private static final Set<String> PROPERTIES = Set.of(
            ("accent align all animation appearance aspect backdrop backface background behavior block border bottom box break caption caret clear clip color column columns "
                            + "contain container content counter cursor direction display dominant empty fill filter flex float font gap grid hanging height hyphens image inline inset "
                            + "interpolation isolation justify language layout left letter line list margin marker mask max min mix mso object offset opacity order orphans outline overflow "
                            + "overscroll padding page panose paint perspective place pointer position print quotes resize right rotate row ruby scale scroll scrollbar shape size speak src stop "
                            + "stroke tab table tap text top touch transform transition translate unicode user vertical vector visibility white widows width will word writing z zoom moz webkit ms o")
                    .split(" "));

    private static final Pattern URL = Pattern.compile("(?i)\\burl\\(\\s*([^)\"']{1,2000})\\)");
    private static final Pattern NAMED = Pattern.compile("[.#:@]?-{0,2}(?:[\\w\\u0080-\\uFFFF-]|\\\\.)+");
    private static final Pattern PROPERTY = Pattern.compile("[*_]?-?([a-z]{1,12})(?:-[a-z]{1,14}){0,5}");
    private static final Pattern FORMAL = Pattern.compile(
            "[-+]?(?:\\d{0,9}\\.)?\\d{1,9}(?:e-?\\d{1,3})?(?:[a-z]{1,4}|%)?|#[0-9A-Fa-f]{3,8}|U\\+[0-9A-Fa-f?-]{1,13}"
                    + "|!?[-a-z][a-z-]{0,40}|[a-z]{1,20}[XYZ3](?:d)?|currentColor|optimize(?:Speed|Legibility|Quality)|geometricPrecision|progid:DXImageTransform\\.Microsoft\\.\\w{1,20}"
                    + "|\\w{1,12}=(?:#?[0-9A-Fa-f]{1,8}|-?[\\d.]{1,6}|[a-z]{1,12})|[a-z]{1,14}\\d{0,2}|[0-9A-F]{20}|[A-Z]{2,3}|[*+/<>~=,-]+");
    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final int MOST_LONE_DIGITS = 6;
    /** Plain words in a row that no value has. */
    private static final Pattern SENTENCE = Pattern.compile("(?:^|\\s)(?:[a-z]{2,}\\s+){5}[a-z]{2,}");

    private final Set<String> found = new LinkedHashSet<>();

    private StyleWords() {}

    /** A line for each thing that may have been written; {@code css} has no comments, and quoted strings are empty in it. */
    static Set<String> of(String css) {
        StyleWords words = new StyleWords();
        Matcher url = URL.matcher(css);
        while (url.find()) {
            if (!url.group(1).regionMatches(true, 0, "data:", 0, 5)) {
                words.found.add(url.group(1).strip());
            }
        }
        words.walk(url.replaceAll("url()"));
        return words.found;
    }

    private void walk(String css) {
        int start = 0;
        for (int i = 0; i <= css.length(); i++) {
            char c = i < css.length() ? css.charAt(i) : ';';
            if (c == '{' || c == '}' || c == ';') {
                String piece = css.substring(start, i).strip();
                if (c == '{' || piece.startsWith("@")) {
                    prelude(piece);
                } else if (!piece.isEmpty()) {
                    declaration(piece);
                }
                start = i + 1;
            }
        }
    }

    /** Selectors, or the conditions of a rule. */
    private void prelude(String prelude) {
        boolean rule = prelude.startsWith("@");
        Matcher names = NAMED.matcher(prelude);
        while (names.find()) {
            String name = StyleSheet.unescaped(names.group().replaceFirst("^[.#:@]", ""));
            boolean plain = name.equals(names.group());
            boolean element = plain && !rule && Tag.isKnownTag(name.toLowerCase(Locale.ROOT));
            boolean number = FORMAL.matcher(name).matches() && Character.isDigit(name.charAt(0)) && name.length() < 8;
            boolean formal = HtmlAttributes.isFormal("class", name) && (rule || !plain || name.indexOf('-') >= 0);
            if (!element && !number && !formal && !(plain && isPart(name))) {
                found.add(name);
                found.add(JoinedWords.parted(name));
            }
        }
    }

    /** Parts of selectors and steps of animations that are no elements. */
    private static boolean isPart(String name) {
        return name.equals("from")
                || name.equals("to")
                || name.equals("of")
                || name.equals("odd")
                || name.equals("even")
                || name.equals("n")
                || name.matches("-?\\d{0,3}n|[ovwx]");
    }

    private void declaration(String declaration) {
        int colon = declaration.indexOf(':');
        String property = declaration.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT);
        String value = StyleSheet.unescaped(declaration.substring(colon + 1).strip());
        Matcher known = PROPERTY.matcher(property);
        boolean own = property.startsWith("--");
        boolean formal = !own && (known.matches() && PROPERTIES.contains(known.group(1)));
        if (!(own || formal) || !isFormal(property, value)) {
            found.add(StyleSheet.unescaped(declaration.strip()));
        }
    }

    private static boolean isFormal(String property, String value) {
        if (property.startsWith("font") || property.equals("mso-fareast-font-family")) {
            String family = value.replaceAll(
                            "(?i)\\b(?:normal|bold|italic|!important|[\\d.]+(?:px|pt|em|rem|%)(?:/[\\d.]+\\w{0,3})?)\\b",
                            " ")
                    .strip();
            if (Typefaces.isKnown(family)) {
                return true;
            }
        }
        int lone = 0;
        for (String token : value.split("[\\s,()/:]+")) {
            lone += DIGIT.matcher(token).matches() ? 1 : 0;
            if (!token.isEmpty() && !FORMAL.matcher(token).matches() && !Typefaces.isKnown(token)) {
                return false;
            }
        }
        return lone <= MOST_LONE_DIGITS && !SENTENCE.matcher(value).find();
    }
}
