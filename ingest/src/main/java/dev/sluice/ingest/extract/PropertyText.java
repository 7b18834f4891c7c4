package dev.sluice.ingest.extract;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;

/** The properties of a document that hold text, as lines of "name: value". */
final class PropertyText {
    private static final Pattern FORMAL_NAME = Pattern.compile(
            "(?i)x-tika.*|content-type.*|content-length|content-encoding|language|access_permission.*|pdf:(?!docinfo).*"
                    + "|pdfx?a.*|xmptpg.*|xmpmm.*|.*(?:version|count|:created|:modified|date|revision-number|_time)|extended-properties:(?:docsecurity|totaltime|template|appversion|docsecuritystring|scalecrop|linksuptodate|shareddoc|hyperlinkschanged)"
                    + "|embedded.*|resourcename|tiff:.*|.*resolution.*|.*bitspersample|tika.*|dc:format|dcterms:.*"
                    + "|chroma.*|compression.*|dimension.*|data.*(?:sample|format).*|ihdr.*|transparency.*|unknown tags.*"
                    + "|file (?:size|modified date|name)|.*protected|message:(?:multipart).*|multipart-.*|mbox-.*|generator");
    private static final Pattern FORMAL_VALUE = Pattern.compile(
            "(?i)true|false|unknown|normal\\.dotm?|[\\d\\s.,:/+-]*|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z?|P(?:T?\\d+[A-Z])+");

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
