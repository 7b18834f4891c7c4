package dev.sluice.ingest.extract;

import java.util.LinkedHashSet;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Collects the text that a parser emits as XHTML, page by page where the format has pages. The targets of links follow
 * the text, since they may hold addresses and names.
 */
class BodyText extends DefaultHandler {
    private final StringBuilder text = new StringBuilder();
    private final Set<String> links = new LinkedHashSet<>();
    private final int maxChars;
    private int seen;
    private int inHead;

    BodyText(int maxChars) {
        this.maxChars = maxChars;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (name.equals("head")) {
            inHead++;
        }
        String link = attributes.getValue("href");
        if (link != null && !link.isBlank() && !link.startsWith("#")) {
            count(link.length());
            links.add(link);
        }
        for (String described : new String[] {"alt", "title"}) {
            String value = attributes.getValue(described);
            if (value != null && !value.isBlank() && inHead == 0) {
                append(value + " ");
            }
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (name.equals("head")) {
            inHead--;
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) {
        if (inHead == 0) {
            count(length);
            add(chars, start, length);
        }
    }

    /** Takes text that is counted already. */
    void add(char[] chars, int start, int length) {
        text.append(chars, start, length);
    }

    @Override
    public void ignorableWhitespace(char[] chars, int start, int length) {
        characters(chars, start, length);
    }

    final void append(String more) {
        count(more.length());
        text.append(more);
    }

    private void count(int length) {
        seen += length;
        if (seen > maxChars) {
            throw new LimitReachedException("text");
        }
    }

    /** Sends what was collected, and says it: all text that was sent from here, for what the parser left out. */
    String emit(Place place, Reading reading) {
        String taken = take();
        TikaReader.emit(taken, place, reading);
        return taken;
    }

    /** Without blanks at the ends of lines, and with at most one empty line in a row. */
    static String tidied(StringBuilder raw) {
        StringBuilder tidy = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int end = tidy.length();
            if (c == '\n') {
                while (end > 0 && (tidy.charAt(end - 1) == ' ' || tidy.charAt(end - 1) == '\t')) {
                    end--;
                }
                tidy.setLength(end);
            }
            boolean third = c == '\n' && end > 1 && tidy.charAt(end - 1) == c && tidy.charAt(end - 2) == c;
            if (!third) {
                tidy.append(c);
            }
        }
        return tidy.toString().strip();
    }

    /** What was collected since the last time. */
    final String take() {
        String taken = tidied(text);
        Set<String> unseen = new LinkedHashSet<>();
        for (String link : links) {
            if (!taken.contains(link)) {
                unseen.add(link);
            }
        }
        text.setLength(0);
        links.clear();
        return unseen.isEmpty() ? taken : (taken + "\nLinks: " + String.join("\n", unseen)).strip();
    }
}
