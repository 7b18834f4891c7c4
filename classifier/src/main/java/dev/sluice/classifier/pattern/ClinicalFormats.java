package dev.sluice.classifier.pattern;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which clinical formats a window was found to be written in and how far their fields were read, so that each unit is read
 * once and the next window goes on where this one ended. One thread.
 */
final class ClinicalFormats {
    /** The formats whose fields are read. */
    enum Format {
        HL7,
        FHIR_JSON,
        FHIR_XML,
        CDA,
        X12,
        NCPDP,
        NCPDP_CLAIM
    }

    private final Map<Format, Integer> readTo = new EnumMap<>(Format.class);
    private final Map<Format, Delimiters> delimiters = new EnumMap<>(Format.class);
    private final Set<Format> open = EnumSet.noneOf(Format.class);
    private boolean continued;

    /** Readies a new window for what its predecessor, whose formats these are, was reading when it ended. */
    void goOn(Scan next) {
        if (!open.isEmpty() && next.count() > 0) {
            next.formats.open.addAll(open);
            next.formats.delimiters.putAll(delimiters);
            next.formats.continued = true;
            next.tokens.cues[0] |= Cue.CLINICAL_FORMAT.bit();
        }
    }

    /** Whether the window's first token is shown because a record of the format began in a window before. */
    boolean goesOn(Format format, int token) {
        return token == 0 && continued && open.contains(format) && !readTo.containsKey(format);
    }

    /** The unit up to which fields of the format were read. */
    int readTo(Format format) {
        return readTo.getOrDefault(format, 0);
    }

    /** What parts the fields of the format's record that was read last, or the standard ones if none was. */
    Delimiters delimiters(Format format, Delimiters standard) {
        return delimiters.getOrDefault(format, standard);
    }

    /** As {@link #readTo(Format, int)}, of a record that names its delimiters. */
    void read(Format format, int to, Delimiters latest) {
        readTo(format, to);
        delimiters.put(format, latest);
    }

    /** Fields were read up to a unit; the record goes on there, or in the next window. */
    void readTo(Format format, int to) {
        readTo.put(format, to);
        open.add(format);
    }

    /** Fields were read up to a unit, where the record ends. */
    void ended(Format format, int to) {
        readTo.put(format, to);
        open.remove(format);
    }
}
