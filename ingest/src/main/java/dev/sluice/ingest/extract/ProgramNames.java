package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What programs write about themselves into the properties of documents: names from a closed list with nothing but a version
 * and a system behind them, so that nothing that anybody wrote is taken for one.
 */
final class ProgramNames {
    private static final String VERSION = "(?:[ /]?(?:Version |build )?\\d{1,4}(?:\\.\\d{1,6}){0,4}[a-z]?)?";
    private static final String SYSTEM = "(?: \\((?:Windows|Macintosh|Linux|Win32|Win64|x64)\\))?";

    private static final Pattern PROGRAM = Pattern.compile("(?:Acrobat (?:Distiller|Web Capture)|Acrobat PDFMaker"
            + "|Adobe (?:Acrobat(?: Pro)?|PDF Library|InDesign|Illustrator|Photoshop|FrameMaker|PageMaker|LiveCycle Designer ES"
            + "|LiveCycle Output ES)|Microsoft(?:®|\\(R\\))? (?:Office )?(?:Word|Excel|PowerPoint|Outlook|Publisher|Visio|OneNote)"
            + "|Microsoft: Print To PDF|OpenOffice(?:\\.org)?|LibreOffice|NeoOffice|StarOffice|PScript5\\.dll"
            + "|(?:GPL |AFPL |GNU )?Ghostscript|iText|PDFKit(?:\\.NET)?|pdfTeX|XeTeX|Quartz PDFContext|Mac OS X|Skia/PDF"
            + "|itext-paulo-\\d{1,3} \\(itextpdf\\.sf\\.net-lowagie\\.com\\)|pdftk-java|Apache (?:POI|FOP|PDFBox)|wkhtmltopdf|reference libFLAC)"
            + VERSION
            + "(?: Quartz PDFContext)?(?: by (?:1T3XT|lowagie\\.com)(?: \\(based on itext-paulo-\\d{1,3}\\))?)?(?: (?:für|for|pour|per|para) (?:Microsoft )?(?:Word|Excel|PowerPoint))?"
            + SYSTEM);

    /** OpenDocument: product, version, system, and the build. */
    private static final Pattern GENERATOR =
            Pattern.compile("(?:LibreOffice|OpenOffice(?:\\.org)?|NeoOffice|StarOffice)/"
                    + "\\d{1,4}(?:\\.\\d{1,4}){0,4}\\$(?:Linux|Windows|MacOSX|Unix|Win32|FreeBSD|Solaris)(?:_(?:x86(?:_64)?|X86_64|AARCH64))?"
                    + " (?:LibreOffice|OpenOffice(?:\\.org)?)_project/(?:[0-9a-f]{40}|\\d{3}m\\d{1,3}\\$Build-\\d{4})"
                    + "|MicrosoftOffice/\\d{1,2}\\.\\d Microsoft(?:Word|Excel|PowerPoint)");

    /** An editing time (ISO 8601 duration). */
    private static final Pattern DURATION =
            Pattern.compile("P(?:\\d{1,3}D)?T(?:\\d{1,4}H)?(?:\\d{1,4}M)?(?:\\d{1,6}(?:\\.\\d{1,9})?S)?");

    /** Words that may be names, and are none where a property names the program. */
    private static final Pattern SHORT =
            Pattern.compile("Writer|Calc|Impress|Draw|Word|Excel|PowerPoint|Firefox|Chromium|Pages|Numbers|Keynote");

    private static final Pattern TOOL =
            Pattern.compile("(?i)producer|creator_?tool|generator|application(?:-name)?|software");

    /** Words of which programs make the names of styles, sheets, settings and parts. */
    private static final Set<String> GIVEN = WordList.words("office-names.txt");

    private static final Pattern PIECE = Pattern.compile("\\p{Lu}?[\\p{Ll}\\p{Lo}]+|\\p{Lu}+(?!\\p{Ll})");
    private static final int MOST_DIGITS = 6;
    private static final int LONGEST_GIVEN = 120;

    private ProgramNames() {}

    /** Whether a name is made only of words and numbers that programs name their styles, sheets and parts with. */
    static boolean isGiven(String name) {
        if (name.length() > LONGEST_GIVEN
                || name.chars().filter(Character::isDigit).count() > MOST_DIGITS) {
            return false;
        }
        // OpenDocument writes a blank in a name as its number.
        String plain = name.replace("_20_", " ");
        return PIECE.matcher(plain)
                .results()
                .allMatch(piece -> piece.group().length() == 1
                        || GIVEN.contains(piece.group().toLowerCase(Locale.ROOT)));
    }

    /** Whether a path in a package is made only of such names. */
    static boolean isGivenPath(String path) {
        return path.indexOf(':') < 0
                && isGiven(path.replaceFirst("(?<=^|[/])\\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\\}?|[0-9A-F]{32,40}", ""));
    }

    /** Whether the value of a property is what a program calls itself; {@code label} is the property's name without prefix. */
    static boolean isOne(String label, String value) {
        return isOne(value)
                || SHORT.matcher(value).matches() && TOOL.matcher(label).matches();
    }

    /** Whether a text, wherever it stands, is only what programs write of themselves. */
    static boolean isOne(String text) {
        return PROGRAM.matcher(text).matches()
                || GENERATOR.matcher(text).matches()
                || DURATION.matcher(text).matches();
    }
}
