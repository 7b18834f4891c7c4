package dev.sluice.policy.proof;

import java.util.List;
import java.util.stream.Collectors;

/** A proof's report as a page in Markdown. */
final class ReportPage {
    private ReportPage() {}

    static String of(ProofReport report) {
        StringBuilder page = new StringBuilder();
        page.append("# Bundle ").append(text(report.name())).append(' ').append(text(report.version()));
        page.append(report.proved() ? ": proved\n\n" : ": not proved\n\n");
        page.append("Bundle `").append(report.bundleDigest()).append("`, report `");
        page.append(report.digest())
                .append("`, prover ")
                .append(ProofReport.PROVER)
                .append(".\n\n");
        report.space().ifPresent(size -> page.append(over(size)));
        section(
                page,
                "What the proof cannot follow",
                report.notFollowed().stream().map(NotFollowed::toString).toList());
        section(
                page,
                "What does not hold",
                report.counterExamples().stream()
                        .map(example -> "**" + example.property().title() + "**"
                                + (example.policies().isEmpty()
                                        ? ""
                                        : " (" + String.join(", ", example.policies()) + ")")
                                + ". " + example.sentence())
                        .toList());
        page.append("## What was looked at\n\n| | property |\n|---|---|\n");
        for (Property property : Property.values()) {
            page.append("| ").append(report.holds(property) ? "holds" : "**not shown**");
            page.append(" | ").append(property.title()).append(" |\n");
        }
        page.append("\nNever to a third party: ").append(names(report.neverOutside()));
        page.append(". A document with one of these may leave, where a policy permits it: ");
        page.append(names(report.mayLeave())).append(". Named exceptions: none.\n\n");
        page.append(
                "## What each policy does\n\n| policy | says | applies to | decides | for instance |\n|---|---|---|---|---|\n");
        for (ProofReport.PolicyEffect policy : report.policies()) {
            page.append("| `").append(policy.id()).append("` | ").append(text(policy.title()));
            page.append(" | ").append(number(policy.applies())).append(" | ").append(number(policy.decides()));
            page.append(" | ").append(text(policy.witness())).append(" |\n");
        }
        section(page.append('\n'), "Besides", report.notes());
        return page.toString();
    }

    /** What a report goes over, in a sentence. */
    static String over(ProofReport.Size size) {
        return "Gone through: " + number(size.documents()) + " documents by " + number(size.endpoints())
                + " endpoints = "
                + number(size.requests()) + " requests that some policy tells apart, which stand for "
                + size.standsFor().replaceAll("\\B(?=(\\d{3})+$)", ",") + " by their words. Cedar answered "
                + number(size.questions()) + " questions about single policies and " + number(size.sampled())
                + " whole requests; " + number(size.decided()) + " documents were decided on.\n\n";
    }

    private static String number(long number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }

    private static String names(List<? extends Enum<?>> some) {
        return some.isEmpty() ? "none" : some.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static void section(StringBuilder page, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("## ").append(title).append("\n\n");
            lines.forEach(line -> page.append("- ").append(text(line)).append('\n'));
            page.append('\n');
        }
    }

    /** Words of a bundle's author, which must not end a cell or begin markup of their own. */
    private static String text(String words) {
        return words.replace("|", "\\|").replace("<", "&lt;").replaceAll("\\p{Cntrl}", " ");
    }
}
