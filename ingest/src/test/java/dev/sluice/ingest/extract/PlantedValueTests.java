package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value in each place where a format can hold text: it is read, or the document is incomplete for a stated reason. */
class PlantedValueTests {
    private static Extractor extractor;

    @BeforeAll
    static void start() {
        extractor = new Extractor(ExtractionSettings.defaults().withTimeout(Duration.ofMinutes(2)));
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    static Stream<Planted> places() {
        return Stream.of(
                        WordPlaces.all(),
                        UnlistedOfficePlaces.all(),
                        WorkbookPlaces.all(),
                        BinaryWorkbookPlaces.all(),
                        SlidePlaces.all(),
                        OpenDocumentPlaces.all(),
                        MailPlaces.all(),
                        RtfPlaces.all(),
                        PagePlaces.all(),
                        PageSourcePlaces.all(),
                        StyleSheetPlaces.all(),
                        MailFieldPlaces.all(),
                        RichTextPlaces.all(),
                        PdfPlaces.all(),
                        PdfStatePlaces.all(),
                        ZipPlaces.all(),
                        ArchivePlaces.all(),
                        LegacyWordPlaces.all(),
                        LegacyWorkbookPlaces.all(),
                        ObjectFilePlaces.all(),
                        LegacySlidePlaces.all(),
                        MessagePlaces.all(),
                        HeaderPlaces.all(),
                        RtfBytesPlaces.all(),
                        PharmacyPlaces.all(),
                        TaggedPlaces.all(),
                        FragmentPlaces.all())
                .flatMap(each -> each);
    }

    static Stream<Planted> values() {
        return places().flatMap(Planted::each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void theValueIsReadOrTheDocumentIsIncomplete(Planted planted) {
        Extraction extraction = extractor.extract(planted.document(), Optional.empty(), Optional.empty());

        if (planted.unread().isPresent()) {
            assertThat(extraction.unread()).contains(planted.unread().get());
        } else {
            assertThat(extraction.text().canonical()).as(planted.toString()).contains(planted.value());
            assertThat(extraction.unread()).isEmpty();
        }
    }

    /** What stands around the value is an ordinary document: without the value nothing is found and nothing unread. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("carriers")
    void whatCarriesTheValueIsCompleteWithoutIt(Planted planted) {
        Extraction extraction =
                extractor.extract(planted.building().apply("other"), Optional.empty(), Optional.empty());

        assertThat(extraction.text().canonical()).doesNotContain(planted.value());
        assertThat(extraction.unread()).isEmpty();
    }

    static Stream<Planted> carriers() {
        List<Planted> all = places().toList();
        return all.stream()
                .map(Planted::format)
                .distinct()
                .map(format -> all.stream()
                        .filter(each -> each.format().equals(format))
                        .findFirst()
                        .orElseThrow());
    }
}
