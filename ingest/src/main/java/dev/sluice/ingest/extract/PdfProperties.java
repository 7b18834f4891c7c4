package dev.sluice.ingest.extract;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;

/** What is written among the operators of a drawing but is not shown: properties of marked content, above all. */
final class PdfProperties {
    private static final int MOST_DEPTH = 20;

    private PdfProperties() {}

    /** Tells of the strings in an operand. */
    static void of(COSBase operand, Consumer<String> told) {
        of(operand, told, 0);
    }

    private static void of(COSBase operand, Consumer<String> told, int depth) {
        if (operand instanceof COSString text) {
            told.accept(text.getString());
        } else if (operand instanceof COSDictionary dictionary && depth < MOST_DEPTH) {
            for (Map.Entry<COSName, COSBase> each : dictionary.entrySet()) {
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
}
