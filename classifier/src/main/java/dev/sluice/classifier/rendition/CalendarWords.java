package dev.sluice.classifier.rendition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of months and days of the week in the languages of the detectors, with their abbreviations. A word of one language
 * is answered with a word of the same language and the same form.
 */
final class CalendarWords {
    private static final int SHORTEST = 3;
    private static final List<String> MONTHS = List.of(
            "january february march april may june july august september october november december",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "januar februar märz april mai juni juli august september oktober november dezember",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "januari februari maart april mei juni juli augustus september oktober november december");
    private static final List<String> MONTHS_SHORT = List.of(
            "jan feb mar apr may jun jul aug sep oct nov dec",
            "ene feb mar abr may jun jul ago sep oct nov dic",
            "janv févr mars avr mai juin juil août sept oct nov déc",
            "jan feb mär apr mai jun jul aug sep okt nov dez",
            "gen feb mar apr mag giu lug ago set ott nov dic",
            "jan fev mar abr mai jun jul ago set out nov dez",
            "jan feb mrt apr mei jun jul aug sep okt nov dec");
    private static final List<String> DAYS = List.of(
            "monday tuesday wednesday thursday friday saturday sunday",
            "lunes martes miércoles jueves viernes sábado domingo",
            "lundi mardi mercredi jeudi vendredi samedi dimanche",
            "montag dienstag mittwoch donnerstag freitag samstag sonntag",
            "lunedì martedì mercoledì giovedì venerdì sabato domenica",
            "segunda terça quarta quinta sexta sábado domingo",
            "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag");
    private static final List<String> DAYS_SHORT = List.of(
            "mon tue wed thu fri sat sun",
            "lun mar mié jue vie sáb dom",
            "lun mar mer jeu ven sam dim",
            "mo di mi do fr sa so",
            "lun mar mer gio ven sab dom",
            "seg ter qua qui sex sáb dom",
            "ma di wo do vr za zo");

    /** A table of names and the place of one in it; the place counts from 1. */
    record Word(String[] table, int place) {
        /** The name at another place, in the case of {@code like}. */
        String at(int other, String like) {
            String name = table[other - 1];
            if (like.equals(like.toUpperCase(Locale.ROOT))) {
                return name.toUpperCase(Locale.ROOT);
            }
            boolean capital = Character.isUpperCase(like.charAt(0));
            return capital ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : name;
        }
    }

    private static final List<String> LANGUAGES = List.of("en", "es", "fr", "de", "it", "pt", "nl");
    private static final List<Map<String, Word>> MONTH_WORDS = index(MONTHS, MONTHS_SHORT);
    private static final List<Map<String, Word>> DAY_WORDS = index(DAYS, DAYS_SHORT);

    private CalendarWords() {}

    /** The month that a word names, first in this language, then in any other, or null. */
    static @Nullable Word month(String word, String language) {
        String lower = word.toLowerCase(Locale.ROOT);
        return find(MONTH_WORDS, lower.equals("sept") && language.equals("en") ? "sep" : lower, language);
    }

    /** The day of the week that a word names, or null; abbreviations of two letters are no names here. */
    static @Nullable Word day(String word, String language) {
        return word.length() < SHORTEST ? null : find(DAY_WORDS, word.toLowerCase(Locale.ROOT), language);
    }

    private static @Nullable Word find(List<Map<String, Word>> words, String lower, String language) {
        int own = LANGUAGES.indexOf(language);
        Word found = own < 0 ? null : words.get(own).get(lower);
        for (int i = 0; found == null && i < words.size(); i++) {
            found = words.get(i).get(lower);
        }
        return found;
    }

    private static List<Map<String, Word>> index(List<String> full, List<String> abbreviated) {
        List<Map<String, Word>> all = new ArrayList<>();
        for (int language = 0; language < LANGUAGES.size(); language++) {
            Map<String, Word> words = new HashMap<>();
            for (String line : List.of(full.get(language), abbreviated.get(language))) {
                String[] table = line.split(" ", -1);
                for (int i = 0; i < table.length; i++) {
                    words.putIfAbsent(table[i], new Word(table, i + 1));
                }
            }
            all.add(words);
        }
        return all;
    }
}
