package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;

/** The properties of a document that hold text, as lines of "name: value". */
final class PropertyText {
    /** Names that programs fill, whole and exact; whatever a person may have written stands under other names. */
    private static final Pattern FORMAL_NAME = Pattern.compile(
            "(?i)x-tika:(?:parsed-by(?:-full-set)?|content|content_handler|embedded_depth|exception:.*|parse_time_millis|detect.*|.*detected.*"
                    + "|origresourcename|signature|final.*)|content-type(?:-hint|-override|-parser-override|-magic-detected)?|content-length|content-encoding|access_permission:[a-z_]+"
                    + "|pdf:(?:pdfversion|pdfextensionversion|charsperpage|unmappedunicodecharsperpage|totalunmappedunicodechars|overallpercentageunmappedunicodechars|hasxfa|hasxmp|hascollection|hasmarkedcontent|has3d|encrypted"
                    + "|containsdamagedfont|containsnonembeddedfont|num3dannotations|incrementalupdatecount|eofoffsets|ocrpagecount|producer|xmplocation)"
                    + "|pdf:docinfo:(?:created|modified|trapped)|pdfa:pdfversion|pdfaid:(?:conformance|part)|xmptpg:npages"
                    + "|dcterms:(?:created|modified)|meta:(?:creation-date|save-date|print-date)|cp:revision|meta:(?:character-count|character-count-with-spaces|word-count|line-count|page-count|paragraph-count|slide-count|image-count|table-count|object-count)"
                    + "|extended-properties:(?:docsecurity|totaltime|template|appversion|docsecuritystring|scalecrop|linksuptodate|shareddoc|hyperlinkschanged|application)"
                    + "|dc:format|language|dc:language|resourcename|embeddedresourcetype|embeddedrelationshipid|embedded_file_description_key"
                    + "|workbook:protected|protected|mbox-record-date|mime-version|multipart-(?:boundary|subtype)|message:raw-header:mime-version|meta:save-count|nbcharacter|editing-cycles|generator");

    /** Also the transfer encodings of mail (RFC 2045 §6.1): the body was decoded, and their names are no text. */
    private static final Pattern FORMAL_VALUE =
            Pattern.compile("(?i)true|false|normal\\.dotm?|quoted-printable|base64|7bit|8bit|binary");

    private PropertyText() {}

    static String of(Metadata metadata) {
        StringBuilder out = new StringBuilder();
        Set<String> seen = new TreeSet<>();
        for (String name : new TreeSet<>(Set.of(metadata.names()))) {
            if (FORMAL_NAME.matcher(name).matches()) {
                continue;
            }
            String label = name.substring(name.lastIndexOf(':') + 1);
            for (String value : metadata.getValues(name)) {
                boolean told = value.isBlank()
                        || FORMAL_VALUE.matcher(value).matches()
                        || ProgramNames.isOne(label, value.strip())
                        || !seen.add((label + ": " + value).toLowerCase(Locale.ROOT));
                if (!told) {
                    out.append(label).append(": ").append(value.strip()).append('\n');
                }
            }
        }
        return out.toString().strip();
    }

    /** Whether a parser noted a failure that it did not throw. */
    static java.util.Optional<UnreadReason> silentFailure(Metadata metadata) {
        for (String name : metadata.names()) {
            if (!name.startsWith("X-TIKA:EXCEPTION")) {
                continue;
            }
            for (String trace : metadata.getValues(name)) {
                if (trace.contains("EncryptedDocument")) {
                    return java.util.Optional.of(UnreadReason.ENCRYPTED);
                }
                if (trace.contains("EOFException")) {
                    return java.util.Optional.of(UnreadReason.TRUNCATED);
                }
            }
            return java.util.Optional.of(UnreadReason.DAMAGED);
        }
        return java.util.Optional.empty();
    }
}
