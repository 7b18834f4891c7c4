package dev.sluice.policy.replay;

import java.util.List;
import java.util.Locale;

/** A simulation as one page that needs nothing else and runs nothing: every word in it is escaped. */
public final class SimulationPage {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; margin: 0.5rem 0 1.5rem; }
            th, td { text-align: left; padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid #999; }
            td.n { text-align: right; font-variant-numeric: tabular-nums; }
            tr.out td { font-weight: bold; }
            code { overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            """;

    private final SimulationReport report;
    private final StringBuilder page = new StringBuilder();

    private SimulationPage(SimulationReport report) {
        this.report = report;
    }

    /** The page, HTML. */
    public static String of(SimulationReport report) {
        return new SimulationPage(report).write();
    }

    private String write() {
        page.append(HEAD.formatted(escaped("What bundle " + report.bundle() + " would decide")));
        page.append("<p>Bundle digest <code>")
                .append(escaped(report.digest()))
                .append("</code>. Decisions since ")
                .append(escaped(report.since().toString()))
                .append(", asked at ")
                .append(escaped(report.decidedAt().toString()))
                .append(".</p>\n");
        page.append("<table>\n");
        figure("documents", report.documents());
        figure("would newly be let outside", report.newlyExternal());
        figure("another route or endpoint, these included", report.changed());
        figure("unchanged", report.unchanged());
        figure("need classification again", report.again());
        figure("of these, could newly be let outside if nothing more is found", report.againAtMostExternal());
        figure("without stored inputs", report.withoutInputs());
        page.append("</table>\n");
        section("By route", Change.By.ROUTE, "");
        section("By category", Change.By.CATEGORY, "category");
        section("By tenant", Change.By.TENANT, "tenant");
        section("By endpoint", Change.By.ENDPOINT, "");
        again();
        examples();
        page.append("<h2>How to read this</h2>\n<ul>\n");
        report.notes().forEach(note -> page.append("<li>").append(escaped(note)).append("</li>\n"));
        return page.append("</ul>\n</body>\n</html>\n").toString();
    }

    private void figure(String what, long count) {
        page.append("<tr><td>")
                .append(escaped(what))
                .append("</td><td class=\"n\">")
                .append(number(count))
                .append("</td></tr>\n");
    }

    private void section(String title, Change.By by, String key) {
        List<Change> changes = report.changes(by);
        if (changes.isEmpty()) {
            return;
        }
        page.append("<h2>").append(escaped(title)).append("</h2>\n<table>\n<tr>");
        if (!key.isEmpty()) {
            cell("th", key);
        }
        List.of("from", "to", "newly outside", "documents").forEach(name -> cell("th", name));
        page.append("</tr>\n");
        for (Change change : changes) {
            page.append(change.newlyExternal() ? "<tr class=\"out\">" : "<tr>");
            if (!key.isEmpty()) {
                cell("td", change.key());
            }
            cell("td", change.from());
            cell("td", change.to());
            cell("td", change.newlyExternal() ? "yes" : "");
            count(change);
        }
        page.append("</table>\n");
    }

    private void again() {
        List<Change> changes = report.changes(Change.By.AGAIN);
        if (changes.isEmpty()) {
            return;
        }
        page.append("<h2>Need classification again</h2>\n<table>\n<tr>");
        List.of("why", "route now", "documents").forEach(name -> cell("th", name));
        page.append("</tr>\n");
        for (Change change : changes) {
            page.append("<tr>");
            cell("td", ClassifyAgain.valueOf(change.key()).meaning());
            cell("td", change.from());
            count(change);
        }
        page.append("</table>\n");
    }

    private void examples() {
        if (report.examples().isEmpty()) {
            return;
        }
        page.append("<h2>Documents that would newly be let outside</h2>\n<p>")
                .append(number(report.examples().size()))
                .append(" of ")
                .append(number(report.newlyExternal()))
                .append("</p>\n<ul>\n");
        report.examples().forEach(id -> page.append("<li><code>").append(id).append("</code></li>\n"));
        page.append("</ul>\n");
    }

    private void count(Change change) {
        page.append("<td class=\"n\">").append(number(change.documents())).append("</td></tr>\n");
    }

    private void cell(String tag, String text) {
        page.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append('>');
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default ->
                    escaped.appendCodePoint(
                            Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? 0xFFFD : c);
            }
        });
        return escaped.toString();
    }
}
