package dev.sluice.ingest.extract;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that stand in one name, with signs or capital letters between them: so somebody may write a sentence where only
 * a name can stand. Linear in the name.
 */
final class JoinedWords {
    private static final Pattern PART = Pattern.compile("[A-Z]?[a-z]{2,}+|[A-Z]{3,}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]++|(?<=[a-z\\d])(?=[A-Z])");
    private static final int SHORTEST = 3;
    /** Words of one name that say something together. */
    static final int SENTENCE = 3;
    /** What names in pages and style sheets are made of. */
    private static final Set<String> USUAL = Set.of(
            ("about absolute accordion account active add alert align all alpha alternate amp anchor app application area aria arial around arrow article aside "
                            + "author auto avatar babel back background badge banner bar base baseline before between block blocks blog body bold bootstrap border bottom box boxes "
                            + "brand breadcrumb breadcrumbs btn bullet button buttons calibri caption card cards carousel cart category cell center centered charset check checkbox "
                            + "checkout circle class clear clearfix close closed col collapse collapsed color colors cols column columns com comment comments component consent "
                            + "contact container content contents control controls cookie copyright count cover css current custom dark data date day default description desktop "
                            + "device dialog disabled display div divider download drop dropdown edit element elementor elements email embed empty enabled end entries entry error "
                            + "even external fade feature feed field fields figure file filter first fixed flex fluid focus font footer for form format full gallery gap global google "
                            + "grid group gutter half handlebars has head header heading height helvetica hero hidden hide highlight home horizontal hover href html http https icon "
                            + "icons image images img importmap index info inline inner input insert italic item items javascript json jsx justify key label large last latex layout "
                            + "left legend level light line lines link links list lists load loaded loader loading logo lowercase main margin mark mask math max media medium menu "
                            + "message meta middle min mobile modal mode module month more moz mso mustache muted name nav navbar navigation net new news next normal not note notice "
                            + "nowrap number odd off office only open option options order org outer outline overlay padding page pagelayer pages pagination pane panel paragraph "
                            + "parent pdf photo picture play player plugin popup position post posts prev preview previous price primary print product products profile progress quote "
                            + "radio read reader relative reply responsive reverse right role root rounded row rows rss sans screen script scroll search secondary section select "
                            + "selected self separator serif shadow share shop show side sidebar single site size sizes skin skip slide slider small social sort space spacer spacing "
                            + "span square stack start state static status sticky stretch style styles sub submit subtitle success svg switch tab table tablet tabs tag tags target "
                            + "template term text theme third thumb thumbnail time title toc toggle toggler tool toolbar tooltip top total track transition truncate type typescript "
                            + "underline upper uppercase user users value vertical video view views visible warning web webkit weight white widget widgets width with without "
                            + "woocommerce word wordpress wrap wrapper www xhtml xml year zone")
                    .split(" "));

    private JoinedWords() {}

    /** How many different words it has that are in few names of pages. */
    static int unusual(String name) {
        return unusual(name, new HashSet<>());
    }

    /** The same, together with those that were found before. */
    static int unusual(String name, Set<String> found) {
        Matcher part = PART.matcher(name);
        while (part.find()) {
            String word = part.group().toLowerCase(Locale.ROOT);
            if (word.length() >= SHORTEST && !USUAL.contains(word)) {
                found.add(word);
            }
        }
        return found.size();
    }

    /** A name of several words with blanks between them; empty if it has fewer than a sentence, or blanks already. */
    static String parted(String name) {
        Matcher part = PART.matcher(name);
        int parts = 0;
        while (part.find()) {
            parts++;
        }
        if (parts < SENTENCE) {
            return "";
        }
        String parted = BETWEEN.matcher(name).replaceAll(" ").strip();
        return parted.equals(name) ? "" : parted;
    }
}
