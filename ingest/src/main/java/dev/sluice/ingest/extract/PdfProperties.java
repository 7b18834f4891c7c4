package dev.sluice.ingest.extract;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.color.PDPattern;
import org.jspecify.annotations.Nullable;

/** What is written among the operators of a drawing but is not shown: properties of marked content, above all. */
final class PdfProperties {
    private static final int MOST_DEPTH = 20;

    private PdfProperties() {}

    /** Tells of the strings in an operand, and of names that are like strings. */
    static void of(COSBase operand, Consumer<String> told) {
        of(operand, told, 0);
    }

    private static void of(COSBase operand, Consumer<String> told, int depth) {
        if (operand instanceof COSString text) {
            told.accept(text.getString());
        } else if (operand instanceof COSName name) {
            name(name, told);
        } else if (operand instanceof COSDictionary dictionary && depth < MOST_DEPTH) {
            for (Map.Entry<COSName, COSBase> each : dictionary.entrySet()) {
                name(each.getKey(), told);
                boolean formal = each.getValue() instanceof COSString text
                        && PdfFormalStrings.isFormal(each.getKey().getName(), text.getString(), dictionary);
                if (!formal) {
                    of(each.getValue(), told, depth + 1);
                }
            }
        } else if (operand instanceof COSArray array && depth < MOST_DEPTH) {
            array.forEach(each -> of(each, told, depth + 1));
        }
    }

    /** Tells of a name that may be what somebody wrote. */
    static void name(COSName name, Consumer<String> told) {
        if (SpokenWords.isWrittenName(name.getName())) {
            told.accept(name.getName());
        }
    }

    /** Tells of the strings and words in a picture that stands among the operators. */
    static void ofPicture(Operator operator, Consumer<String> told) {
        if (operator.getImageParameters() != null) {
            of(operator.getImageParameters(), told);
        }
        if (operator.getImageData() != null) {
            WrittenRuns.look(operator.getImageData(), told);
        }
    }

    /** Whether a marked content has a text of its own, which parsers give in place of what it shows (ISO 32000-2 14.9.4). */
    static boolean rename(List<COSBase> operands, @Nullable PDResources resources) {
        COSBase last = operands.isEmpty() ? COSNull.NULL : operands.getLast();
        if (last instanceof COSName name && resources != null) {
            PDPropertyList properties = resources.getProperties(name);
            last = properties == null ? COSNull.NULL : properties.getCOSObject();
        }
        return last instanceof COSDictionary dictionary && dictionary.containsKey(COSName.ACTUAL_TEXT);
    }

    /** The pattern that a colour is; null as PDF writes it where it is none. */
    static COSBase pattern(PDColor colour) throws IOException {
        if (colour.getColorSpace() instanceof PDPattern patterns && patterns.getPattern(colour) != null) {
            return patterns.getPattern(colour).getCOSObject();
        }
        return COSNull.NULL;
    }
}
