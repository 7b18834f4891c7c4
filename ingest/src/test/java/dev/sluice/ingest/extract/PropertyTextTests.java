package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.tika.metadata.Metadata;
import org.junit.jupiter.api.Test;

class PropertyTextTests {
    @Test
    void numbersUnderNamesThatPeopleFillAreRead() {
        for (String name : List.of(
                "dc:title",
                "dc:subject",
                "meta:keyword",
                "dc:description",
                "custom:MRN",
                "custom:Account",
                "custom:Birthdate",
                "custom:visit_date",
                "custom:patient_version",
                "pdf:docinfo:custom:Discount",
                "Message:Raw-Header:X-Patient",
                "extended-properties:Manager")) {
            for (String value : List.of("078-05-1120", "4111 1111 1111 1111", "1970-01-31", "4471023")) {
                Metadata metadata = new Metadata();
                metadata.add(name, value);
                assertThat(PropertyText.of(metadata)).as(name).contains(value);
            }
        }
    }

    @Test
    void whatProgramsNoteIsLeftOut() {
        Metadata metadata = new Metadata();
        metadata.add("Content-Type", "application/pdf");
        metadata.add("pdf:PDFVersion", "1.7");
        metadata.add("dcterms:created", "2026-11-22T18:00:00Z");
        metadata.add("xmpTPg:NPages", "3");
        metadata.add("extended-properties:AppVersion", "16.0000");

        assertThat(PropertyText.of(metadata)).isEmpty();
    }
}
