package dev.sluice.policy.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.cost.Tiers.Tier;
import dev.sluice.policy.models.FitCheck;
import dev.sluice.policy.models.Hardware;
import dev.sluice.policy.models.ModelSize;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures that are said in public about what models cost, and what they come to when they are computed. */
class CostClaimsTests {
    private static final BigDecimal HOURS = new BigDecimal(720);
    private static final long BILLION = 1_000_000_000;
    private static final BigDecimal LOW_RENT = blended("2.50");
    private static final BigDecimal HIGH_RENT = blended("5.00");
    private static final BigDecimal OWNING = new BigDecimal(2_000);
    private static final BigDecimal DOCUMENTS = new BigDecimal(30_000_000);
    private static final Prices GPT_5_PRO = Prices.of("30", "120");
    private static final Prices OPUS = Prices.of("25", "100");
    private static final Prices GEMINI_ULTRA = Prices.of("20", "80");
    private static final Prices DEEPSEEK = Prices.of("0.80", "2.40");
    private static final Prices MAVERICK = Prices.of("0.90", "3.00");

    /**
     * One figure.
     *
     * @param claim what is said
     * @param figure which of its figures
     * @param expected what it comes to
     * @param tolerance by which it may differ: that of the rounding in the claim
     */
    record Row(String claim, String figure, BigDecimal recomputed, String expected, String tolerance) {
        @Override
        public String toString() {
            return claim + ": " + figure;
        }
    }

    private static Row row(String claim, String figure, BigDecimal recomputed, String expected, String tolerance) {
        return new Row(claim, figure, recomputed, expected, tolerance);
    }

    private static Row exactly(String claim, String figure, BigDecimal recomputed, String expected) {
        return row(claim, figure, recomputed, expected, "0");
    }

    @ParameterizedTest
    @MethodSource({"volumes", "owning", "perDocument", "mixes", "pricesOfModels", "tiers", "machines"})
    void comesTo(Row row) {
        assertThat(row.recomputed().subtract(new BigDecimal(row.expected())).abs())
                .as("%s, computed %s, expected %s", row, row.recomputed().toPlainString(), row.expected())
                .isLessThanOrEqualTo(new BigDecimal(row.tolerance()));
    }

    static Stream<Row> volumes() {
        String input = "1 B input tokens a month at $2.50-5.00/M";
        String hour = "one H100 at $2-3 an hour is about $2,000 a month";
        return Stream.of(
                exactly(input, "at 2.50", Prices.of("2.50", "0").cost(Tokens.of(BILLION, 0)), "2500"),
                exactly(input, "at 5.00", Prices.of("5.00", "0").cost(Tokens.of(BILLION, 0)), "5000"),
                exactly(hour, "at 2", one("2").monthly(), "1440"),
                exactly(hour, "at 3", one("3").monthly(), "2160"),
                exactly(
                        "$0.01 x 10 M calls",
                        "all",
                        new BigDecimal("0.01").multiply(new BigDecimal(10_000_000)),
                        "100000"),
                row("30 M documents a month", "a second", BreakEven.perSecond(DOCUMENTS, HOURS), "11.6", "0.05"),
                row("10 B tokens a month", "a second", BreakEven.perSecond(billions(10), HOURS), "3900", "50"));
    }

    static Stream<Row> owning() {
        String ninety = "saving above 90 % when owning, for heavy users";
        String few = "owning pays above 5-10 M tokens a month";
        String year = "over $5 M a year, owning saves 60-80 %";
        BigDecimal share = new BigDecimal("0.9");
        BigDecimal atLow = BreakEven.tokensForSaving(OWNING, LOW_RENT, share);
        BigDecimal atHigh = BreakEven.tokensForSaving(OWNING, HIGH_RENT, share);
        BigDecimal five = new BigDecimal(5_000_000);
        return Stream.of(
                exactly(ninety, "at 1 B, 2.50", BreakEven.saving(OWNING, LOW_RENT, billions(1)), "0.2"),
                exactly(ninety, "at 1 B, 5.00", BreakEven.saving(OWNING, HIGH_RENT, billions(1)), "0.6"),
                exactly(ninety, "needs at 2.50", atLow, "8000000000"),
                exactly(ninety, "needs at 5.00", atHigh, "4000000000"),
                row(ninety, "a second at 2.50", BreakEven.perSecond(atLow, HOURS), "3100", "50"),
                row(ninety, "a second at 5.00", BreakEven.perSecond(atHigh, HOURS), "1500", "50"),
                exactly(few, "at 2.50", BreakEven.tokensPerMonth(OWNING, LOW_RENT), "800000000"),
                exactly(few, "at 5.00", BreakEven.tokensPerMonth(OWNING, HIGH_RENT), "400000000"),
                exactly(few, "at 100", BreakEven.tokensPerMonth(OWNING, blended("100")), "20000000"),
                exactly(
                        year,
                        "60 %",
                        Blend.saving(new BigDecimal("0.6"), BigDecimal.ZERO).multiply(five),
                        "3000000"),
                exactly(
                        year,
                        "80 %",
                        Blend.saving(new BigDecimal("0.8"), BigDecimal.ZERO).multiply(five),
                        "4000000"));
    }

    static Stream<Row> perDocument() {
        String documents = "30 M documents a month: $80k closed, $9k hosted, $4k on an owned cluster";
        return Stream.of(
                row(documents, "closed, a document", ratio("80000", DOCUMENTS), "0.00267", "0.000005"),
                exactly(documents, "hosted, a document", ratio("9000", DOCUMENTS), "0.0003"),
                row(documents, "owned, a document", ratio("4000", DOCUMENTS), "0.000133", "0.0000005"),
                row(documents, "closed to hosted", ratio("80000", "9000"), "8.9", "0.05"),
                exactly(documents, "closed to owned", ratio("80000", "4000"), "20"),
                row("$2,275 against $168 for one workload", "times", ratio("2275", "168"), "13.5", "0.05"));
    }

    static Stream<Row> mixes() {
        String mix = "70-80 % of requests on an open model cuts cost by 60-80 %";
        String tenth = "$100k a month that could be $10k";
        String fall = "prices fell 5 times in 24 months";
        String scout = "self-hosted Scout \"single-digit dollars per million\" beside a table that says 0.05-0.20";
        return Stream.of(
                exactly(mix, "80 % for nothing", saving("0.8", "0"), "0.8"),
                exactly(mix, "70 % at a tenth", saving("0.7", "0.1"), "0.63"),
                exactly(mix, "80 % at a tenth", saving("0.8", "0.1"), "0.72"),
                row(mix, "70 % at a thirteenth", saving("0.7", ratio("1", "13").toPlainString()), "0.646", "0.0005"),
                exactly(mix, "70 % at a quarter", saving("0.7", "0.25"), "0.525"),
                exactly(tenth, "factor", ratio("10000", "100000"), "0.1"),
                row(fall, "after 24", WhatIf.afterMonths(5, 24, 24), "0.2", "0.000000001"),
                row(fall, "after 12", WhatIf.afterMonths(5, 24, 12), "0.447", "0.0005"),
                exactly(scout, "least", ratio("1", "0.20"), "5"),
                exactly(scout, "most", ratio("9", "0.05"), "180"));
    }

    static Stream<Row> pricesOfModels() {
        String table = "price table per M in/out";
        String tenBillion = "10 B tokens a month: $1.2 M against $24,000, 50 times";
        Tokens written = Tokens.of(0, 10 * BILLION);
        Tokens read = Tokens.of(10 * BILLION, 0);
        Tokens both = Tokens.of(1_000_000, 1_000_000);
        return Stream.of(
                exactly(table, "GPT-5 Pro 30/120", GPT_5_PRO.cost(both), "150"),
                exactly(table, "Opus 4.8 25/100", OPUS.cost(both), "125"),
                exactly(table, "Gemini 2.5 Ultra 20/80", GEMINI_ULTRA.cost(both), "100"),
                exactly(table, "DeepSeek V4 0.80/2.40", DEEPSEEK.cost(both), "3.20"),
                exactly(table, "Llama 4 Maverick hosted 0.90/3.00", MAVERICK.cost(both), "3.90"),
                exactly(
                        table,
                        "Scout self-hosted 0.05-0.20, output half",
                        Blend.ofOutput("0.5").perMillion(Prices.of("0.05", "0.20")),
                        "0.125"),
                exactly(tenBillion, "GPT-5 Pro, output", GPT_5_PRO.cost(written), "1200000"),
                exactly(tenBillion, "Opus, input", OPUS.cost(read), "250000"),
                exactly(tenBillion, "Opus, output", OPUS.cost(written), "1000000"),
                exactly(tenBillion, "DeepSeek, input", DEEPSEEK.cost(read), "8000"),
                exactly(tenBillion, "DeepSeek, output", DEEPSEEK.cost(written), "24000"),
                row(tenBillion, "Opus to DeepSeek, input", ratio(OPUS.cost(read), DEEPSEEK.cost(read)), "31", "0.5"),
                row(
                        tenBillion,
                        "Opus to DeepSeek, output",
                        ratio(OPUS.cost(written), DEEPSEEK.cost(written)),
                        "42",
                        "0.5"));
    }

    static Stream<Row> tiers() {
        String claim = "tiers 80/15/5 at 0.05 or 0.10, 0.30 or 2.40, 100";
        Tiers low = eighty("0.05", "0.30");
        Tiers high = eighty("0.10", "2.40");
        return Stream.of(
                row(claim, "the lower prices", low.perMillion(), "5.09", "0.005"),
                exactly(claim, "the higher prices", high.perMillion(), "5.44"),
                row(claim, "the frontier's share at most", frontier(low), "0.98", "0.005"),
                row(claim, "the frontier's share at least", frontier(high), "0.92", "0.005"));
    }

    static Stream<Row> machines() {
        String llama = "Llama 3 70B on one H100";
        String qwen = "Qwen 2.5 72B at 4 bit in 48 GB";
        Hardware h100 = new Hardware(1, 80, 0);
        Hardware small = new Hardware(1, 48, 0);
        return Stream.of(
                exactly(llama, "FP16 needs", FitCheck.of(size("70", 16), h100).needed(), "140"),
                exactly(llama, "FP16 misses", free(size("70", 16), h100), "-60"),
                exactly(llama, "FP8 leaves", free(size("70", 8), h100), "10"),
                exactly(qwen, "needs", FitCheck.of(size("72", 4), small).needed(), "36"),
                exactly(qwen, "leaves", free(size("72", 4), small), "12"),
                exactly(
                        "397 B at FP16",
                        "needs",
                        FitCheck.of(size("397", 16), h100).needed(),
                        "794"));
    }

    private static BigDecimal free(ModelSize model, Hardware hardware) {
        return switch (FitCheck.of(model, hardware)) {
            case FitCheck.Fits fits -> fits.free();
            case FitCheck.TooLarge large -> large.missing().negate();
        };
    }

    private static ModelSize size(String billions, int bits) {
        return new ModelSize(new BigDecimal(billions), bits, 0);
    }

    private static Tiers eighty(String simple, String middle) {
        return new Tiers(List.of(
                new Tier("simple", new BigDecimal("0.80"), new BigDecimal(simple)),
                new Tier("standard and complex", new BigDecimal("0.15"), new BigDecimal(middle)),
                new Tier("frontier", new BigDecimal("0.05"), new BigDecimal(100))));
    }

    private static BigDecimal frontier(Tiers tiers) {
        return Objects.requireNonNull(tiers.shareOfSpend().get("frontier"));
    }

    private static BigDecimal saving(String share, String ratio) {
        return Blend.saving(new BigDecimal(share), new BigDecimal(ratio));
    }

    private static BigDecimal ratio(String above, String below) {
        return ratio(new BigDecimal(above), new BigDecimal(below));
    }

    private static BigDecimal ratio(String above, BigDecimal below) {
        return ratio(new BigDecimal(above), below);
    }

    private static BigDecimal ratio(BigDecimal above, BigDecimal below) {
        return above.divide(below, MathContext.DECIMAL64);
    }

    private static BigDecimal billions(long count) {
        return BigDecimal.valueOf(count * BILLION);
    }

    private static BigDecimal blended(String input) {
        return Blend.ofOutput("0").perMillion(Prices.of(input, "0"));
    }

    private static OwnedCluster one(String rate) {
        return new OwnedCluster(
                1, new BigDecimal(rate), HOURS, 1, BigDecimal.ZERO, new BigDecimal(1_500), BigDecimal.ONE);
    }
}
