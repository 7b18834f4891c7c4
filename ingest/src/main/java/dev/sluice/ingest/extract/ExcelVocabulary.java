package dev.sluice.ingest.extract;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which records of a workbook hold no text.
 *
 * @see <a href="https://learn.microsoft.com/openspecs/office_file_formats/ms-xls">[MS-XLS] §2.3.2</a>
 */
final class ExcelVocabulary {
    /**
     * Cells without text, rows, styles of cells, columns, windows, extents, positions: numbers, which may look like a few
     * letters. Also colours and the kinds of table styles, whose names are the program's.
     */
    static final Set<Integer> WITHOUT_TEXT = Arrays.stream(
                    ("0A 201 BE FD 208 200 20B D7 FF E0 87D 7D 205 92 E5 3D 23E 1D 5D 88E 88D 867"
                                    + " 87C 1A 1B 41 1C1 1C2 13D 3F 160 E1 C1 E2 42 8C 55 225 80 A1 26 27 28 29"
                                    + " 1001 1002 1003 1006 1007 1009 100A 1014 1015 1017 101C 101D 101E 101F 1020 1024 1025 1026 1027 1032 1033 1034"
                                    + " 1035 1044 1045 1046 104E 104F 1050 1051 105D 105F 1060 1062")
                            .split(" "))
            .map(HexFormat::fromHexDigits)
            .collect(Collectors.toUnmodifiableSet());

    private ExcelVocabulary() {}
}
