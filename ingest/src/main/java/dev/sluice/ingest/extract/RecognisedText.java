package dev.sluice.ingest.extract;

/**
 * Text that was recognised in a picture.
 *
 * @param text its lines, possibly none
 * @param confidence the program's mean confidence over all characters, from 0 to 100; 0 without any
 */
record RecognisedText(String text, double confidence) {
    /** Below it, what was recognised is as good as guessed: handwriting, photographs, pages on their side. */
    private static final double LEAST_CONFIDENCE = 70;

    private static final int COLUMNS = 12;

    /** Whether it can stand for what is written in the picture. */
    boolean isReliable() {
        return !text.isEmpty() && confidence >= LEAST_CONFIDENCE;
    }

    /**
     * Reads tesseract's table of words: level, page, block, paragraph, line, word, four measures, confidence, text.
     * What is no row of a word is passed over.
     */
    static RecognisedText ofTsv(String table) {
        StringBuilder text = new StringBuilder();
        String line = "";
        double sum = 0;
        long characters = 0;
        for (String row : table.split("\n")) {
            String[] cells = row.split("\t", -1);
            if (cells.length != COLUMNS || !cells[0].equals("5") || cells[11].isBlank()) {
                continue;
            }
            String place = String.join(".", cells[1], cells[2], cells[3], cells[4]);
            text.append(text.isEmpty() ? "" : place.equals(line) ? " " : "\n").append(cells[11].strip());
            line = place;
            sum += confidence(cells[10]) * cells[11].length();
            characters += cells[11].length();
        }
        return new RecognisedText(text.toString(), characters == 0 ? 0 : sum / characters);
    }

    private static double confidence(String cell) {
        try {
            double confidence = Double.parseDouble(cell);
            return confidence >= 0 && confidence <= 100 ? confidence : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
