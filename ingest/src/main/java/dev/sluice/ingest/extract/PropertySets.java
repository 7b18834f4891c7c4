package dev.sluice.ingest.extract;

import java.io.UnsupportedEncodingException;
import java.util.Map;
import org.apache.poi.hpsf.ClipboardData;
import org.apache.poi.hpsf.NoPropertySetStreamException;
import org.apache.poi.hpsf.Property;
import org.apache.poi.hpsf.PropertySet;
import org.apache.poi.hpsf.Section;
import org.apache.poi.hpsf.wellknown.PropertyIDMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the texts of a stream of properties, summaries and own ones, with the names of the latter.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/windows_protocols/ms-oleps">[MS-OLEPS]</a>
 */
final class PropertySets {
    private PropertySets() {}

    static void read(byte[] stream, OleFindings findings) {
        PropertySet set;
        try {
            set = new PropertySet(stream);
        } catch (NoPropertySetStreamException | UnsupportedEncodingException | RuntimeException e) {
            // What a program could not write by the rules still has its texts.
            CountedText.runs(CountedText.of(stream, 0, stream.length), findings::text);
            CountedText.wide(CountedText.of(stream, 0, stream.length), findings::text);
            return;
        }
        for (Section section : set.getSections()) {
            Map<Long, String> names = section.getDictionary();
            if (names != null) {
                names.values().forEach(name -> name(name, findings));
            }
            for (Property property : section.getProperties()) {
                boolean program = set.isSummaryInformation()
                        && (property.getID() == PropertyIDMap.PID_APPNAME
                                || property.getID() == PropertyIDMap.PID_TEMPLATE);
                value(property.getValue(), program, findings);
            }
        }
    }

    /** Names that programs give begin with a line below. */
    private static void name(String name, OleFindings findings) {
        if (!name.matches("_(?:PID_\\w{1,12}|AdHocReviewCycleID|NewReviewCycle|EmailSubject|AuthorEmail(?:DisplayName)?"
                + "|PreviousAdHocReviewCycleID|ReviewingToolsShownOnce)")) {
            findings.text(name);
        }
    }

    private static void value(@Nullable Object value, boolean program, OleFindings findings) {
        if (value instanceof String text) {
            String shown = text.replace('\0', ' ');
            if (program) {
                findings.program(shown);
            } else {
                findings.text(shown);
            }
        } else if (value instanceof Object[] values) {
            for (Object each : values) {
                value(each, program, findings);
            }
        } else if (value instanceof byte[] bytes) {
            bytes(bytes, findings);
        } else if (value instanceof ClipboardData picture) {
            ThumbnailDrawing.look(picture.toByteArray(), findings);
        }
    }

    private static void bytes(byte[] bytes, OleFindings findings) {
        CountedText.wide(CountedText.of(bytes, 0, bytes.length), findings::text);
        String text = CountedText.terminated(CountedText.of(bytes, 0, bytes.length));
        findings.text(CountedText.isText(text) ? text : "");
    }
}
