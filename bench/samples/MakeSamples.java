import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes those samples that are not plain text. Everything in them is invented: people, numbers, keys. The same input
 * gives the same bytes on the same JDK; run by {@code make samples}.
 */
final class MakeSamples {
    private static Path folder = Path.of("samples");

    private MakeSamples() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0) {
            folder = Path.of(arguments[0]);
        }
        pdfs();
        offices();
        archives();
    }

    private static void pdfs() throws IOException {
        write("clinic-letter.pdf", Pdf.text("Clinic letter", Texts.CLINIC_LETTER, Optional.of(Pdf.logo()), Optional.empty()));
        write("card-statement.pdf", Pdf.text("Statement", Texts.CARD_STATEMENT, Optional.empty(), Optional.empty()));
        write("opening-hours.pdf", Pdf.text("Opening hours", Texts.OPENING_HOURS, Optional.empty(), Optional.empty()));
        write("encrypted.pdf", Pdf.text("Notice", Texts.NOTICE, Optional.empty(), Optional.of("larch-and-fern")));
        byte[] form = Pdf.text("Form", Texts.INTAKE_FORM, Optional.empty(), Optional.empty());
        write("scanned-form.png", Pdf.png(Pdf.scan(form)));
        write("scanned-form.pdf", Pdf.ofImage(Pdf.scan(form)));
        write("invoice.txt", Pdf.text("Invoice", Texts.INVOICE, Optional.empty(), Optional.empty()));
    }

    private static void offices() throws IOException {
        byte[] discharge =
                Office.docx("Discharge summary", Optional.of("Ingrid Vasquez"), Optional.empty(), Texts.DISCHARGE_SUMMARY);
        write("discharge-summary.docx", discharge);
        write("truncated.docx", Arrays.copyOf(discharge, discharge.length * 3 / 5));
        write("supply-contract.docx", Office.docx("Supply contract", Optional.empty(), Optional.of(Texts.CONTRACT_COMMENT),
                Texts.SUPPLY_CONTRACT));
        write("travel-policy.docx", Office.docx("Travel policy", Optional.empty(), Optional.empty(), Texts.TRAVEL_POLICY));
        write("payroll.xlsx", Office.xlsx("Payroll", "September", rows(Texts.PAYROLL)));
        write("meter-readings.xlsx", Office.xlsx("Meter readings", "Plant", rows(Texts.METER_READINGS)));
    }

    private static void archives() throws IOException {
        byte[] referral = Pdf.text("Referral", Texts.REFERRAL, Optional.empty(), Optional.empty());
        write("referral-mail.eml", Mail.message("Front desk <frontdesk@example.com>", "cardiology@example.org",
                "Referral for an echocardiogram", Texts.REFERRAL_MAIL,
                List.of(new Mail.Attachment("referral.pdf", "application/pdf", referral),
                        new Mail.Attachment("medication.csv", "text/csv", Texts.MEDICATION.getBytes(UTF_8)))));
        byte[] inner = Mail.message("records@example.com", "intake@example.com", "Fwd: note", "Please file the attached note.",
                List.of(new Mail.Attachment("note.zip", "application/zip", zip("note.txt", Texts.NESTED_NOTE.getBytes(UTF_8)))));
        write("nested.zip", zip("message.eml", Mail.message("intake@example.com", "archive@example.com", "Fwd: Fwd: note",
                "See below.", List.of(new Mail.Attachment("forwarded.zip", "application/zip", zip("forwarded.eml", inner))))));
        write("encrypted.zip", Archive.encrypted("notice.txt", Texts.NOTICE.getBytes(UTF_8), "larch-and-fern"));
        write("notes.pdf", zip("notes.txt", Texts.MEETING_NOTES.getBytes(UTF_8)));
        write("zip-bomb.zip", Archive.bomb(10, 60));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        return Archive.zip(new LinkedHashMap<>(Map.of(name, content)));
    }

    private static List<List<String>> rows(String table) {
        return table.strip().lines().map(line -> List.of(line.split("\t"))).toList();
    }

    private static void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }
}
