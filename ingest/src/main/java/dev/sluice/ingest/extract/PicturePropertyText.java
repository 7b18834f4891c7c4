package dev.sluice.ingest.extract;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;

/** The properties of a picture that people fill with text, among the many that cameras fill with numbers. */
final class PicturePropertyText {
    private static final Pattern TEXTUAL = Pattern.compile(
            "(?i).*(?:artist|author|by-?line|creator(?!tool)|copyright|comment|caption|headline|description|title|subject"
                    + "|keyword|owner|city|country|location|credit|source|instructions|textual data|text textentry|person|rights|label"
                    + "|object name|document ?name|page ?name|host ?computer|serial ?number|gps (?:latitude|longitude|dest|area|processing).*).*");
    /** Names of what cameras and programs fill; a value of numbers under any other was written by somebody. */
    private static final Pattern FORMAL = Pattern.compile(
            "(?i)x-tika:.*|content-type.*|resourcename|(?:.*:)?(?:subject (?:distance(?: range)?|location|area)|(?:light|file) source"
                    + "|copyright flag|gps .* ref)|.*digest|geo:.*");
    /** What somebody may have written where a camera or a program usually puts its own name. */
    private static final Pattern MADE_BY = Pattern.compile("(?i).*(?:make|model|software|lens)");

    private static final Pattern MAKER = Pattern.compile(
            "(?i)(?:(?:canon|nikon|sony|apple|iphone|ipad|samsung|google|pixel|huawei|xiaomi|motorola|nokia|lg|htc|oneplus|olympus|om digital"
                    + "|panasonic|lumix|fujifilm|pentax|ricoh|leica|kodak|eastman kodak|casio|hewlett-packard|hp|minolta|konica|epson|brother|xerox|dji|gopro"
                    + "|adobe|photoshop|lightroom|gimp|picasa|paint|microsoft|windows|imagemagick|graphicsmagick|inkscape|irfanview|acdsee|capture one"
                    + "|android|ios|mac os|macos|os x|ver|version|firmware|v|e|ef|ef-s|rf|af|af-s|dc|dt|fe|xf)\\b|\\d+[.\\d]*)[\\w .()/,+-]{0,60}");
    private static final Pattern LONG_NUMBER = Pattern.compile(".*\\d(?:[ .-]?\\d){6}.*");

    private PicturePropertyText() {}

    static String of(Metadata metadata) {
        Set<String> lines = new TreeSet<>();
        for (String name : metadata.names()) {
            if (!FORMAL.matcher(name).matches()) {
                for (String value : metadata.getValues(name)) {
                    if (TEXTUAL.matcher(name).matches() || isWritten(name, value)) {
                        lines.add(name.substring(name.lastIndexOf(':') + 1) + ": " + value.strip());
                    }
                }
            }
        }
        return String.join("\n", lines);
    }

    private static boolean isWritten(String name, String value) {
        return MADE_BY.matcher(name).matches()
                && (!MAKER.matcher(value).matches()
                        || LONG_NUMBER.matcher(value).matches());
    }
}
