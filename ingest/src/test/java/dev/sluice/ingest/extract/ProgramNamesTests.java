package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs' names and versions, and nothing with a word more. */
class ProgramNamesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acrobat Distiller 8.1.0 (Windows)",
                "Acrobat PDFMaker 8.1 für Word",
                "Adobe PDF Library 10.0",
                "Microsoft® Word 2010",
                "PScript5.dll Version 5.2.2",
                "GPL Ghostscript 8.15",
                "iText 2.1.7 by 1T3XT",
                "iText1.1 by lowagie.com (based on itext-paulo-142)",
                "Mac OS X 10.4.10 Quartz PDFContext",
                "LibreOffice/4.3.1.2$Linux_x86 LibreOffice_project/958349dc3b25111dbca392fbc281a05559ef6848",
                "MicrosoftOffice/14.0 MicrosoftWord",
                "PT5M44S"
            })
    void whatProgramsWriteOfThemselvesIsNone(String text) {
        assertThat(ProgramNames.isOne(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Quillfeather",
                "Acrobat Distiller 8.1.0 (Quillfeather)",
                "Microsoft Word 2010 Quillfeather",
                "Quillfeather Microsoft Word",
                "Microsoft Word 5035550110",
                "iText 2.1.7 by Quillfeather",
                "LibreOffice/4.3$Linux LibreOffice_project/Quillfeather",
                "LibreOffice/4.3$Quillfeather LibreOffice_project/958349dc3b25111dbca392fbc281a05559ef6848",
                "PT5035550110S",
                "P19780308D",
                "Writer"
            })
    void whatSomebodyMayHaveWrittenIsText(String text) {
        assertThat(ProgramNames.isOne(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "creator_tool, Word, true",
        "producer, Draw, true",
        "creator, Word, false",
        "author, Draw, false",
        "title, Writer, false"
    })
    void aWordIsAProgramOnlyWhereAPropertyNamesOne(String label, String value, boolean program) {
        assertThat(ProgramNames.isOne(label, value)).isEqualTo(program);
    }
}
