package dev.sluice.ingest.extract;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the vocabularies of office documents (ECMA-376, OpenDocument 1.3) keep what somebody wrote, beside the text of
 * elements: in which attributes, and which values a program makes by itself.
 */
final class OfficeVocabulary {
    private static final Set<String> ATTRIBUTES = Set.of(
            "descr",
            "title",
            "alt",
            "string",
            "author",
            "initials",
            "userName",
            "displayName",
            "displayText",
            "tooltip",
            "prompt",
            "promptTitle",
            "error",
            "errorTitle",
            "string-value",
            "current-value",
            "current-string-value",
            "help-message",
            "description",
            "label",
            "comment",
            "text",
            "command",
            "location",
            "value",
            "creator",
            "lastModifiedBy",
            "oddHeader",
            "oddFooter");
    /** Elements whose attribute "val" holds text. */
    private static final Set<String> VALUED = Set.of(
            "default",
            "listEntry",
            "alias",
            "tag",
            "docVar",
            "statusText",
            "helpText",
            "tblCaption",
            "tblDescription",
            "attr",
            "query",
            "connectString",
            "mailSubject",
            "filter",
            "customFilter",
            "inputCells",
            "sheetName");
    /** Elements whose attribute "name" was given by somebody, not by the format. */
    private static final Set<String> NAMED = Set.of(
            "docPr",
            "cNvPr",
            "bookmarkStart",
            "docVar",
            "definedName",
            "scenario",
            "protectedRange",
            "tableColumn",
            "cacheField",
            "dataField",
            "connection",
            "section",
            "custShow",
            "tag",
            "bookmark",
            "bookmark-start",
            "variable-set",
            "user-field-decl",
            "user-defined",
            "frame");

    private static final Set<String> NUMERIC =
            Set.of("v", "value", "posOffset", "pctWidth", "pctHeight", "formatCode", "pt");
    private static final Set<String> FORMULAS =
            Set.of("f", "definedName", "formula1", "formula2", "formula", "oldFormula");
    private static final Set<String> FIELDS = Set.of("instrText", "delInstrText", "instr");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.,:E%\\s/-]+");
    /** What one cell holds as a number; digits in groups are a number of another kind. */
    private static final Pattern ONE_NUMBER =
            Pattern.compile("[-+]?\\d*\\.?\\d*(?:E[-+]?\\d+)?%?|(?:\\D*\\d){0,4}\\D*");

    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d{7,}");
    /** A number of so many digits in a formula that is neither a row nor part of a name. */
    private static final Pattern CONSTANT = Pattern.compile("(?<![\\p{L}$\\d._])\\d{5,}");

    private static final Pattern CELLS =
            Pattern.compile("(?:[^!]{1,64}!)?\\$?[A-Z]{1,3}\\$?\\d{1,7}(?::\\$?[A-Z]{1,3}\\$?\\d{1,7})?");

    private static final Pattern GENERATED_NAME = Pattern.compile(
            "(?i)_GoBack|_(?:Toc|Ref|Hlk|Hlt)\\d{1,12}|_xlnm\\.(?:_?FilterDatabase|Print_(?:Area|Titles)|Criteria|Extract|Database|Sheet_Title|Consolidate_Area)"
                    + "|_xlchart(?:\\.v\\d)?\\.\\d{1,4}|OLE_LINK\\d{1,4}|(?:Text|Check|Dropdown|Kontrollkästchen)\\d{1,4}");
    private static final Pattern NUMBERED_NAME = Pattern.compile("([\\p{L} .-]{1,40}?)\\s?(\\d{1,5})");
    private static final Pattern GENERATED_FIELD = Pattern.compile(
            "(?i)(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|INDEX|SEQ (?:Figure|Table|Equation)|DATE|TIME|CREATEDATE|SAVEDATE"
                    + "|PRINTDATE|FILENAME|AUTHOR|TITLE|FORMTEXT|FORMCHECKBOX|FORMDROPDOWN|EMBED [\\w.]{1,40}"
                    + "|(?:REF|PAGEREF|NOTEREF|HYPERLINK)\\s+(?:\\\\l\\s+)?\"?_(?:Toc|Ref|Hlk|Hlt)\\w{0,30}\"?)"
                    + "(?:\\s+\\\\[a-z@*#!?](?:\\s*(?:MERGEFORMAT|CHARFORMAT|ARABIC|ROMAN|ALPHABETIC|\"[-dMyhHmsap/:., ]{0,30}\"|\"\\d-\\d\"))?)*");

    /** Elements among the formats that hold what somebody wrote. */
    private static final Set<String> WRITTEN = Set.of("HyperlinkBase", "lpstr", "Manager", "Company");

    /** Of these elements only what their names say is given: numbers, and the names of programs. */
    private static final Set<String> COUNTED = Set.of(
            "TotalTime",
            "Pages",
            "Words",
            "Characters",
            "CharactersWithSpaces",
            "Lines",
            "Paragraphs",
            "Slides",
            "Notes",
            "HiddenSlides",
            "MMClips",
            "ScaleCrop",
            "LinksUpToDate",
            "SharedDoc",
            "HyperlinksChanged",
            "DocSecurity",
            "AppVersion",
            "i4",
            "bool");

    private static final Pattern COUNT = Pattern.compile("true|false|-?\\d{0,9}|[\\d.]{1,12}");

    private OfficeVocabulary() {}

    /** Whether an element among the formats holds what somebody wrote. */
    static boolean isWritten(String element) {
        return WRITTEN.contains(element);
    }

    /** Whether an element among the properties holds no more than the number that its name says. */
    static boolean isCounted(String element, String text) {
        return COUNTED.contains(element) && COUNT.matcher(text).matches();
    }

    /** Whether an attribute of this name is there for text. */
    static boolean isAlwaysText(String attribute) {
        return ATTRIBUTES.contains(attribute) || FIELDS.contains(attribute);
    }

    /** Whether an attribute holds text that somebody may have written. */
    static boolean isText(String element, String attribute, String value, String id) {
        if (isAlwaysText(attribute)) {
            return true;
        }
        if (attribute.equals("val")) {
            return VALUED.contains(element)
                    || (element.equals("name")
                            ? !isGeneratedName(value, id) && !ProgramNames.isGiven(value)
                            : !OfficeAttributes.isFormal(element, attribute, value));
        }
        if (attribute.equals("v")) {
            return element.equals("s") || element.equals("n") || !isFormal(value, attribute);
        }
        if (attribute.equals("formatCode")) {
            return value.indexOf('"') >= 0;
        }
        if (attribute.equals("name") && NAMED.contains(element)) {
            return !isGeneratedName(value, id);
        }
        return !OfficeAttributes.isFormal(element, attribute, value);
    }

    /** What programs call a drawing by itself is words and its number, which is its id or the one before. */
    private static boolean isGeneratedName(String name, String id) {
        if (GENERATED_NAME.matcher(name).matches()) {
            return true;
        }
        var numbered = NUMBERED_NAME.matcher(name);
        return id.matches("\\d{1,5}")
                && numbered.matches()
                && ProgramNames.isGiven(numbered.group(1))
                && Math.abs(Integer.parseInt(id) - Integer.parseInt(numbered.group(2))) <= 1;
    }

    /** Whether the text of an element, or of an attribute of this name, is none that anybody wrote. */
    static boolean isFormal(String value, String element) {
        if (value.isEmpty()
                || Character.isDigit(value.charAt(0)) && TIME.matcher(value).matches()
                || ProgramNames.isOne(value)) {
            return true;
        }
        if (element.equals("location")) {
            return CELLS.matcher(value).matches();
        }
        if (FIELDS.contains(element)) {
            return GENERATED_FIELD.matcher(value).matches();
        }
        if (FORMULAS.contains(element)) {
            return value.indexOf('"') < 0 && !CONSTANT.matcher(value).find();
        }
        return NUMERIC.contains(element)
                && NUMBER.matcher(value).matches()
                && ONE_NUMBER.matcher(value).matches()
                && !LONG_NUMBER.matcher(plain(value)).matches();
    }

    /** A whole number as its digits, also where it is written with an exponent; everything else as it is. */
    static String plain(String value) {
        if (value.length() > 40 || !value.toUpperCase(Locale.ROOT).matches("-?\\d+(?:\\.\\d+)?(?:E[+]?\\d{1,2})?")) {
            return value;
        }
        BigDecimal number = new BigDecimal(value).stripTrailingZeros();
        return number.scale() <= 0 ? number.toPlainString() : value;
    }
}
