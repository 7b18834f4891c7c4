package dev.sluice.ingest.extract;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.mime.MediaType;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTML whole: what is shown, and apart from it the attributes, comments, scripts and styles that may hold text as
 * well.
 * Content in data URLs is read like attachments; what stands elsewhere on a network is not part of the document.
 */
final class HtmlReader implements PartReader {
    private static final Pattern CHARSET = Pattern.compile(
            "(?i)<meta[^>]{0,200}charset\\s*=\\s*[\"']?([A-Za-z0-9_:.-]{1,40})|\\A<\\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_:.-]{1,40})");
    private static final Pattern DATA = Pattern.compile("(?s)data:([^,;]{0,100})((?:;[^,;]{0,100}){0,5}),(.*)");
    private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n\\f]+");
    private static final Pattern FORMAL_TYPE = Pattern.compile(
            "(?i)(?:html|-//(?:W3C|IETF)//DTD [\\w. ]{1,60}//EN|https?://www\\.w3\\.org/TR/[\\w./-]{1,80}|about:legacy-compat)?");
    /** Of what data in a page is; anybody may write anything there. */
    private static final Pattern FORMAL_MEDIA = Pattern.compile(
            "(?i)(?:image/(?:png|jpe?g|gif|webp|avif|apng|bmp|tiff|svg\\+xml|(?:x-|vnd\\.microsoft\\.)icon)"
                    + "|text/(?:plain|html|css|javascript|xml|csv)|audio/(?:mpeg|mp3|mp4|ogg|wav|webm)|video/(?:mp4|ogg|webm)"
                    + "|(?:font|application)/(?:x-)?(?:font-)?(?:ttf|otf|woff2?|truetype|opentype|sfnt)"
                    + "|application/(?:octet-stream|json|pdf|xml|xhtml\\+xml|(?:x-)?javascript|vnd\\.ms-fontobject))?");

    private static final Pattern FORMAL_PARAMETER = Pattern.compile(
            "(?i)\\s*+(?:base64|charset=\"?(?:utf-?(?:8|16)|us-ascii|iso-8859-\\d{1,2}|windows-\\d{3,4})\"?|utf-?8)?\\s*+");
    private final @Nullable Charset declared;

    HtmlReader() {
        this.declared = null;
    }

    HtmlReader(Charset declared) {
        this.declared = declared;
    }

    @Override
    public Optional<UnreadReason> read(byte[] content, MediaType type, Place place, Reading reading, Origin origin) {
        Optional<String> text = decode(content);
        if (text.isEmpty()) {
            return Optional.of(UnreadReason.CHARSET);
        }
        Document page = Jsoup.parse(text.get());
        Visit visit = new Visit(place, reading);
        page.traverse(visit);
        reading.sink().segment(place.path(), place.context(), visit.shown.text());
        visit.other.append(visit.shown.parted());
        visit.other.append(visit.bases.text());
        visit.other.append(HtmlSource.leftOut(
                text.get(),
                visit.shown.text() + "\n" + visit.other,
                visit.data,
                reading.settings().maxTextChars()));
        visit.other.append('\n').append(TaggedText.shown(visit.other.toString()));
        visit.other.append('\n').append(TaggedText.shown(visit.shown.text().toString()));
        reading.sink()
                .segment(StructuralPath.child(place.path(), "other"), "attributes, comments, scripts", visit.other);
        boolean drawn = visit.drawn.mayBeWriting(visit.shown.text().length());
        if (!drawn) {
            reading.sink().read(place.path(), place.kind());
        }
        EncodedContent.look(visit.shown.text().toString(), place.path(), reading.sink());
        EncodedContent.look(visit.other.toString(), StructuralPath.child(place.path(), "other"), reading.sink());
        return drawn ? Optional.of(UnreadReason.IMAGE_WITHOUT_OCR) : Optional.empty();
    }

    private Optional<String> decode(byte[] content) {
        if (declared != null) {
            return StrictText.decode(content, declared);
        }
        Matcher named =
                CHARSET.matcher(new String(content, 0, Math.min(content.length, 4_096), StandardCharsets.ISO_8859_1));
        Charset charset = null;
        if (named.find()) {
            charset = Charsets.named(named.group(1) != null ? named.group(1) : named.group(2));
        }
        return StrictText.decode(content, charset);
    }

    private static final class Visit implements NodeVisitor {
        private final ElementText shown = new ElementText();
        private final StringBuilder other = new StringBuilder();
        private final DrawnElements drawn = new DrawnElements();
        private final Set<String> repeated = new HashSet<>();
        private final Set<String> data = new HashSet<>();
        private final Place place;
        private final Reading reading;
        private final RubyBases bases = new RubyBases();
        private final ListMarkers markers = new ListMarkers();
        private int preformatted;

        Visit(Place place, Reading reading) {
            this.place = place;
            this.reading = reading;
        }

        @Override
        public void head(Node node, int depth) {
            switch (node) {
                case TextNode text -> append(text);
                case DocumentType type -> {
                    for (String name : List.of(type.name(), type.publicId(), type.systemId())) {
                        other.append(FORMAL_TYPE.matcher(name).matches() ? "" : name + "\n");
                    }
                }
                case Comment comment -> other.append(comment.getData()).append('\n');
                case DataNode data -> {
                    if (!(data.parent() instanceof Element parent
                            && parent.nodeName().equals("style"))) {
                        other.append(data.getWholeData()).append('\n');
                    } else {
                        style(data.getWholeData());
                    }
                }
                case Element element -> {
                    preformatted += isPreformatted(element) ? 1 : 0;
                    breakLine(element);
                    bases.start(element.nodeName());
                    shown.append(markers.of(element));
                    drawn.start(element.nodeName(), "", element::attr);
                    element.attributes().forEach(attribute -> attribute(element, attribute));
                }
                default -> {}
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                drawn.end(element.nodeName());
                bases.end(element.nodeName());
                preformatted -= isPreformatted(element) ? 1 : 0;
                breakLine(element);
                if (element.nodeName().equals("td") || element.nodeName().equals("th")) {
                    shown.append("\t");
                }
            }
        }

        private static boolean isPreformatted(Element element) {
            return element.nodeName().equals("pre") || element.nodeName().equals("textarea");
        }

        private void append(TextNode node) {
            bases.add(node.getWholeText());
            if (preformatted > 0) {
                shown.append(node.getWholeText());
                return;
            }
            String text = SPACES.matcher(node.getWholeText()).replaceAll(" ");
            shown.append(shown.endsWithSpace() && text.startsWith(" ") ? text.substring(1) : text);
        }

        private void breakLine(Element element) {
            boolean inline = !element.isBlock() && !element.nodeName().equals("br");
            boolean cell = element.nodeName().equals("td") || element.nodeName().equals("th");
            if (!inline && !cell) {
                shown.endLine();
                bases.endLine();
            } else {
                shown.border(element.nodeName());
            }
        }

        private void attribute(Element element, Attribute attribute) {
            String key = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue();
            if (key.equals("style")) {
                style(value);
            }
            if (value.isBlank() || key.equals("style") || HtmlAttributes.isFormal(key, value)) {
                return;
            }
            if (HtmlAttributes.isRepeated(key) && !repeated.add(key + ": " + value)) {
                return;
            }
            if (key.equals("srcdoc")) {
                byte[] page = ("<!DOCTYPE html>" + value).getBytes(StandardCharsets.UTF_8);
                reading.embedded(
                        page,
                        place.path(),
                        Optional.empty(),
                        new Declared(StandardCharsets.UTF_8, MediaType.TEXT_HTML),
                        Origin.ATTACHED,
                        place.depth() + 1);
            }
            if (value.regionMatches(true, 0, "data:", 0, 5)) {
                data.add(value);
                data(value);
            } else if (key.equals("alt")
                    || key.equals("placeholder")
                    || key.equals("value") && element.nodeName().equals("input")) {
                shown.append((shown.endsWithSpace() ? "" : " ") + value + " ");
            } else {
                other.append(key).append(": ").append(value).append('\n');
                if (HtmlAttributes.isRepeated(key)) {
                    other.append(JoinedWords.parted(value)).append('\n');
                }
            }
        }

        private void style(String css) {
            other.append(StyleSheet.text(css));
            StyleSheet.dataUrls(css).forEach(this::data);
        }

        private void data(String url) {
            Matcher parts = DATA.matcher(url);
            if (!parts.matches()) {
                other.append(url).append('\n');
                return;
            }
            other.append(FORMAL_MEDIA.matcher(parts.group(1)).matches() ? "" : parts.group(1) + "\n");
            byte[] content;
            try {
                content = parts.group(2).toLowerCase(Locale.ROOT).contains("base64")
                        ? Base64.getMimeDecoder().decode(parts.group(3))
                        : java.net.URLDecoder.decode(parts.group(3), StandardCharsets.UTF_8)
                                .getBytes(StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                reading.unreadable(place.path(), UnreadReason.DAMAGED);
                return;
            }
            for (String parameter : parts.group(2).split(";")) {
                other.append(FORMAL_PARAMETER.matcher(parameter).matches() ? "" : parameter + "\n");
            }
            if (!FontFile.hasDirectory(content)
                    || !FontFile.look(content, text -> other.append(text).append('\n'))) {
                reading.embedded(content, place.path(), Optional.empty(), Origin.ATTACHED, place.depth() + 1);
            }
        }
    }
}
