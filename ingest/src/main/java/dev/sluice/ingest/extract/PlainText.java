package dev.sluice.ingest.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain text formats. What they are is decided by content; a declared name or type only tells such formats apart
 * that are all read as text. Time is linear in the text, and what names and heads add to it has the limit of a document's text.
 */
final class PlainText {
    /** Where the head of a file is looked for behind other text. */
    static final int HEAD = 4_096;

    private static final Pattern MARKUP = Pattern.compile(
            "\\A\\s*(?:<\\?x(?:ml|packet)\\b|<!DOCTYPE|<!--|<[A-Za-z][A-Za-z0-9:._-]*(?:\\s[^>]*)?/?>|\\{\\\\rtf|%!PS|%PDF-|BZh[1-9]1AY&SY)",
            Pattern.CASE_INSENSITIVE);
    /** A PDF need not begin with its head, nor a line with it. */
    private static final Pattern LATE_FILE = Pattern.compile("%PDF-\\d|%!PS");

    private static final Pattern OBJECT = Pattern.compile("\\d\\s{1,20}obj(?![a-z])");
    private static final Pattern MAIL = Pattern.compile("\\A(?:From \\S+[^\\n]*\\d{4}\\r?\\n|"
            + "(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\\n]*\\n(?:[ \\t][^\\n]*\\n){0,40}){0,60}?"
            + "(?:Received|MIME-Version|Message-ID|Return-Path|Content-Type|X-Mailer|Delivered-To):)");
    private static final Pattern MAIL_HEAD = Pattern.compile(
            "\\A(?:(?:From|To|Subject|Date|Cc|Reply-To|Sender):[^\\n]*\\n(?:[ \\t][^\\n]*\\n){0,40}){3,}");

    private PlainText() {}

    /** Decodes a document that is plain text; empty if it isn't, is in no certain character set, or is markup or mail. */
    static Optional<String> recognise(byte[] bytes, @Nullable Charset declared) {
        return decode(bytes, declared).filter(text -> !needsParser(text));
    }

    /** Decodes content that holds no control characters but those of plain text and of message framing. */
    static Optional<String> decode(byte[] bytes, @Nullable Charset declared) {
        return StrictText.decode(bytes, declared).map(NcpdpText::unframed).filter(StrictText::isText);
    }

    private static boolean needsParser(String text) {
        String head = text.substring(0, Math.min(HEAD, text.length()));
        return MARKUP.matcher(head).find()
                || isFileInText(head, text)
                || MAIL.matcher(head).find()
                || MAIL_HEAD.matcher(head).find();
    }

    /** Whether a PDF or a PostScript program stands in a text; a PDF has objects. */
    private static boolean isFileInText(String head, String text) {
        Matcher late = LATE_FILE.matcher(head);
        return late.find()
                && (late.group().equals("%!PS") || OBJECT.matcher(text).find());
    }

    /** Whether undecoded content has the head of a PDF or of PostScript behind other text. */
    static boolean holdsFile(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return isFileInText(text.substring(0, Math.min(HEAD, text.length())), text);
    }

    /** Whether undecoded content begins like a mail message. */
    static boolean isMail(byte[] content) {
        String head = new String(content, 0, Math.min(HEAD, content.length), StandardCharsets.ISO_8859_1);
        return !head.startsWith("From ")
                && (MAIL.matcher(head).find() || MAIL_HEAD.matcher(head).find());
    }

    /**
     * Reads decoded text as a part at a path and returns its media type.
     *
     * @param maxChars how long the text may become by the names and heads that are put before its values
     * @throws LimitReachedException if it becomes longer, or the document has had its amount of text
     */
    static String read(
            String text,
            String path,
            PartKind kind,
            String context,
            Optional<String> name,
            Optional<String> type,
            int maxChars,
            ReadingSink sink) {
        String mediaType = mediaType(text, name, type);
        Optional<String> rendered = switch (mediaType) {
            case MediaTypes.JSON, MediaTypes.NDJSON -> JsonText.render(text, maxChars);
            case MediaTypes.CSV, MediaTypes.TSV -> Optional.of(DelimitedText.render(text, maxChars));
            case MediaTypes.HL7V2 -> Hl7Text.render(text);
            case MediaTypes.X12 -> Optional.of(X12Text.render(text));
            case MediaTypes.NCPDP -> Optional.of(NcpdpText.render(text));
            default -> Optional.of(text);
        };
        String readable = rendered.orElse(text);
        sink.segment(path, context, readable);
        if (text.isBlank()) {
            sink.unread(path, kind, UnreadReason.EMPTY);
        } else if (rendered.isEmpty()) {
            sink.unread(path, kind, UnreadReason.DAMAGED);
        } else {
            sink.read(path, kind);
        }
        EncodedContent.look(readable, path, sink);
        TaggedText.tell(readable, path, sink);
        if (StyleSheet.isOne(text, name, type)) {
            String other = StructuralPath.child(path, "other");
            String written = StyleSheet.text(text);
            sink.segment(other, "text of a style sheet", written);
            EncodedContent.look(written, other, sink);
        }
        return mediaType;
    }

    /** Whether a text by itself is in none of the formats that are read by their own rules. */
    static boolean isRunningText(String text) {
        return mediaType(text, Optional.empty(), Optional.empty()).equals(MediaTypes.TEXT);
    }

    /** The media type of decoded text, going by itself and then by the name and the type it has. */
    static String mediaType(String text, Optional<String> name, Optional<String> type) {
        String start = text.substring(0, Math.min(200, text.length())).stripLeading();
        String ending = ending(name);
        String declared = type.map(value -> value.toLowerCase(Locale.ROOT)).orElse("");
        if (Hl7Text.matches(start)) {
            return MediaTypes.HL7V2;
        }
        if (X12Text.matches(start)) {
            return MediaTypes.X12;
        }
        if (NcpdpText.matches(text)) {
            return MediaTypes.NCPDP;
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            Optional<String> json = JsonText.mediaType(text);
            if (json.isPresent()) {
                return json.get();
            }
            if (ending.equals("json") || declared.contains("json") || text.contains("\\u")) {
                return MediaTypes.JSON;
            }
        }
        char separator = DelimitedText.separator(text);
        boolean named = ending.equals("csv") || ending.equals("tsv") || declared.startsWith("text/csv");
        if (separator != 0 && (named || DelimitedText.isEvident(text, separator))) {
            return separator == '\t' ? MediaTypes.TSV : MediaTypes.CSV;
        }
        boolean markdown = ending.equals("md") || ending.equals("markdown") || declared.startsWith("text/markdown");
        return markdown ? MediaTypes.MARKDOWN : MediaTypes.TEXT;
    }

    private static String ending(Optional<String> name) {
        String whole = name.orElse("");
        return whole.substring(whole.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
