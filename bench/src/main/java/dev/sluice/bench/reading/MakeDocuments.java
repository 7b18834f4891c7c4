package dev.sluice.bench.reading;

import dev.sluice.bench.text.GeneratedTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Writes generated documents into a folder, a folder for each format: the same texts in DOCX, XLSX, PPTX, ODT, PDF, EML and
 * HTML, from half a page to some twenty pages. The same seed gives the same texts; the packages hold the time they were made.
 */
final class MakeDocuments {
    private static final int SHORTEST = 800;
    private static final int LONGEST = 60_000;

    private interface Format {
        byte[] of(String title, String author, List<String> paragraphs) throws IOException;
    }

    private MakeDocuments() {}

    /** Arguments: the folder, the seed and how many documents of each format. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        int each = Integer.parseInt(arguments[2]);
        write(folder, "docx", seed, each, OfficeFiles::docx);
        write(folder, "xlsx", seed, each, OfficeFiles::xlsx);
        write(folder, "pptx", seed, each, OfficeFiles::pptx);
        write(folder, "odt", seed, each, OtherFiles::odt);
        write(folder, "pdf", seed, each, OtherFiles::pdf);
        write(folder, "html", seed, each, OtherFiles::html);
        write(folder, "eml", seed, each, (title, author, paragraphs) -> {
            // Every other message brings its text along as a Word file, too.
            byte[] attached = paragraphs.size() % 2 == 0 ? OfficeFiles.docx(title, author, paragraphs) : new byte[0];
            return OtherFiles.eml(title, author, paragraphs, attached);
        });
    }

    private static void write(Path folder, String kind, long seed, int each, Format format) throws IOException {
        Random random = new Random(seed);
        Iterator<String> texts = GeneratedTexts.MIXED.make(seed, each * LONGEST).iterator();
        Path own = Files.createDirectories(folder.resolve(kind));
        for (int i = 0; i < each; i++) {
            // Sizes spread evenly over their logarithm: many short documents, few long ones.
            double share = (i + random.nextDouble()) / each;
            List<String> paragraphs =
                    paragraphs(texts, (int) (SHORTEST * Math.pow((double) LONGEST / SHORTEST, share)));
            byte[] bytes = format.of("Notice number " + (i + 1), "Office of records", paragraphs);
            Files.write(own.resolve("%03d.%s".formatted(i + 1, kind)), bytes);
        }
    }

    private static List<String> paragraphs(Iterator<String> texts, int length) {
        List<String> paragraphs = new ArrayList<>();
        int left = length;
        while (left > 0) {
            for (String paragraph : texts.next().strip().split("\\n+")) {
                if (left > 0 && !paragraph.isBlank()) {
                    paragraphs.add(paragraph
                            .substring(0, Math.min(left, paragraph.length()))
                            .replaceAll("\\s+", " ")
                            .strip());
                    left -= paragraph.length();
                }
            }
        }
        paragraphs.removeIf(String::isBlank);
        return paragraphs;
    }
}
