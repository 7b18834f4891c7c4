package dev.sluice.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetRowsTests {
    private static List<String> render(String... rows) {
        SheetRows sheet = new SheetRows(1_000_000);
        for (String row : rows) {
            sheet.add(cells(row));
        }
        return sheet.finish().lines().toList();
    }

    private static List<SheetCell> cells(String row) {
        List<SheetCell> cells = new ArrayList<>();
        String[] values = row.split(",", -1);
        for (int i = 0; i < values.length; i++) {
            if (!values[i].isBlank()) {
                cells.add(SheetCell.of(i, values[i]));
            }
        }
        return cells;
    }

    @Test
    void aColumnByItselfHasItsHead() {
        assertThat(render("DOB", "1980-02-03", "1975-11-30"))
                .containsExactly("DOB", "DOB: 1980-02-03", "DOB: 1975-11-30");
    }

    @Test
    void theHeadMayStandBelowTitlesAndBesideTheFirstColumn() {
        assertThat(render("Clinic list", "Spring", ",Name,DOB,MRN", ",Ann,1/2/80,12345", ",Bo,3/4/81,", ",Cy,,99887"))
                .containsExactly(
                        "Clinic list",
                        "Spring",
                        "Name | DOB | MRN",
                        "Name: Ann | DOB: 1/2/80 | MRN: 12345",
                        "Name: Bo | DOB: 3/4/81",
                        "Name: Cy | MRN: 99887");
    }

    @Test
    void rowsFarDownHaveTheHeadAsWell() {
        SheetRows sheet = new SheetRows(1_000_000);
        sheet.add(cells("City,Born,Unit"));
        for (int i = 0; i < 500; i++) {
            sheet.add(cells("Rome,1980-01-" + (i % 28 + 1) + "," + i));
        }

        assertThat(sheet.finish()).endsWith("\nCity: Rome | Born: 1980-01-24 | Unit: 499");
    }

    @Test
    void aTableOfWordsIsKnownByItsFirstRow() {
        assertThat(render("Surname,Forename,Town", "Quill,Ann,Rome", "Reed,Bo,Bonn"))
                .contains("Surname: Quill | Forename: Ann | Town: Rome");
    }

    @Test
    void aFormKeepsLabelAndValueTogether() {
        assertThat(render("Patient,Ann Quill", "DOB,1/2/1980", "MRN,12345", "Sex,F"))
                .containsExactly("Patient\tAnn Quill", "DOB\t1/2/1980", "MRN\t12345", "Sex\tF");
        assertThat(render("Patient,Ann Quill", "MRN,12345", "Phone,5551212", "Account,99812"))
                .contains("MRN\t12345", "Phone\t5551212", "Account\t99812");
        assertThat(render("Patient,Ann,City,Rome", "MRN,12345,Zip,02134", "Account,99812,Phone,5551212"))
                .contains("MRN\t12345\tZip\t02134", "Account\t99812\tPhone\t5551212");
    }

    @Test
    void aSecondTableHasItsOwnHead() {
        assertThat(render(
                        "Name,DOB,MRN",
                        "Ann,1/2/80,12345",
                        "Bo,3/4/81,22345",
                        "Item,Colour,Price",
                        "Pen,red,3.50",
                        "Ink,blue,4.50",
                        "Cap,grey,9.00"))
                .contains(
                        "Name: Bo | DOB: 3/4/81 | MRN: 22345",
                        "Name / Item: Pen | DOB / Colour: red | MRN / Price: 3.50");
        assertThat(render(
                        "Item,Ordered",
                        "7,1/2/80",
                        "8,3/4/81",
                        "9,5/6/82",
                        "Name,Price,Weight",
                        "1.2,3.50,7",
                        "2,4,8",
                        "3,4,8"))
                .contains("Name: 1.2 | Price: 3.50 | Weight: 7");
    }

    @Test
    void aRowWithoutValuesEndsNoTable() {
        assertThat(render("Name,DOB", "Ann,1/2/80", "Bo,3/4/81", "Cy,unknown", "Di,5/6/82", "Ed,7/8/83", "Flo,7/9/83"))
                .contains("Name / Cy: Ed | DOB / unknown: 7/8/83");
        assertThat(render("No,DOB,Ward", "5,1/2/80,1", "6,3/4/81,2", "7,n/a,n/a", "8,5/6/82,3", "9,7/8/83,4"))
                .contains("No: 9 | DOB: 7/8/83 | Ward: 4");
    }

    @Test
    void aRowUnlikeItsTableStandsBothWays() {
        assertThat(render(
                        "Item,Qty,Price", "Pen,1,3.50", "Ink,2,4.50", "Cap,2,4.50", "Bag,3,4.50", ",seen by,Ann Quill"))
                .endsWith("Qty: seen by | Price: Ann Quill", "seen by\tAnn Quill");
    }

    @Test
    void everyCellIsThereWhateverTheHeads() {
        List<String> rows =
                List.of("A,B", "1,2", "x,y,z", "1980-01-02,,q", "Total,3,,,w", "Head,Other,More", "5,6,7", "8,9,1");

        List<String> lines = render(rows.toArray(String[]::new));

        for (int i = 0; i < rows.size(); i++) {
            for (String cell : rows.get(i).split(",")) {
                assertThat(String.join("\n", lines)).contains(cell);
            }
        }
    }

    @Test
    void textWithItsHeadsIsBounded() {
        SheetRows sheet = new SheetRows(1_000);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        sheet.add(cells("123,456"));
                    }
                })
                .isInstanceOf(LimitReachedException.class);
    }
}
