package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.db.DatabaseRole;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.Reminder;
import dev.sluice.policy.StoredCosts;
import dev.sluice.policy.WhatIfFile;
import dev.sluice.policy.cost.BreakEven;
import dev.sluice.policy.cost.Cost;
import dev.sluice.policy.cost.OwnedCluster;
import dev.sluice.policy.cost.WhatIf;
import dev.sluice.policy.cost.Work;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice costs}. */
@Command(
        name = "costs",
        mixinStandardHelpOptions = true,
        description =
                "What the work costs that was dispatched: projected from texts and tasks, actual from the tokens of calls.")
final class CostsCommand implements Callable<Integer> {
    private static final int DAYS = 30;

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private BundleOption bundle = new BundleOption();

    @Option(
            names = "--by",
            paramLabel = "tenant|route|model",
            description = "what a row is for (default: ${DEFAULT-VALUE})",
            defaultValue = "tenant")
    private Cost.By by = Cost.By.TENANT;

    @Option(
            names = "--what-if",
            paramLabel = "FILE",
            description = "YAML or JSON with other prices, a factor, or machines that might be owned")
    private @Nullable Path whatIf;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PolicyBundle prices = bundle.load();
        WhatIf other = other(prices);
        try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                Rows rows = output.rows()) {
            StoredCosts stored = new StoredCosts(services.database().dataSource(DatabaseRole.OPERATOR));
            List<Work> calls = stored.calls();
            List<Work> decided = stored.decided(prices);
            if (calls.isEmpty() && decided.isEmpty()) {
                System.err.println("nothing was dispatched yet: there are no costs."
                        + " ./sluice process PATH or ./sluice up makes some");
                return ExitCode.OK;
            }
            Map<String, Cost> actual = Cost.by(by, calls, source(prices, WhatIf.NOTHING));
            Map<String, Cost> projected = Cost.by(by, decided, source(prices, WhatIf.NOTHING));
            Map<String, Cost> actualThen = Cost.by(by, calls, source(prices, other));
            Map<String, Cost> projectedThen = Cost.by(by, decided, source(prices, other));
            TreeSet<String> keys = new TreeSet<>(projected.keySet());
            keys.addAll(actual.keySet());
            for (String key : keys) {
                SequencedMap<String, Object> row = row(key, of(projected, key), of(actual, key));
                if (whatIf != null) {
                    row.put("projectedWhatIf", amount(of(projectedThen, key)));
                    row.put("actualWhatIf", amount(of(actualThen, key)));
                }
                rows.add(row);
            }
            rows.close();
            say(prices, other, calls);
            return ExitCode.OK;
        }
    }

    private WhatIf other(PolicyBundle prices) {
        if (whatIf == null) {
            return WhatIf.NOTHING;
        }
        try {
            return WhatIfFile.read(whatIf, prices);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--what-if " + whatIf + ": " + e.getMessage(), e, null, whatIf.toString());
        }
    }

    private static Cost.PriceSource source(PolicyBundle bundle, WhatIf other) {
        return (endpoint, day) ->
                bundle.catalog().find(endpoint).flatMap(known -> other.of(endpoint, known.prices(), day));
    }

    private static Cost of(Map<String, Cost> costs, String key) {
        return costs.getOrDefault(key, Cost.NOTHING);
    }

    private SequencedMap<String, Object> row(String key, Cost projected, Cost actual) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put(by.name().toLowerCase(Locale.ROOT), key);
        row.put("decisions", projected.count());
        row.put("projected", amount(projected));
        row.put("calls", actual.count());
        row.put("inputTokens", actual.tokens().input());
        row.put("outputTokens", actual.tokens().output());
        row.put("actual", amount(actual));
        row.put("uncounted", actual.uncounted());
        row.put("unpriced", actual.unpriced() + projected.unpriced());
        return row;
    }

    /** Null where not one of its prices is known; else at least so much. */
    private static @Nullable String amount(Cost cost) {
        return cost.count() > 0 && cost.unpriced() == cost.count()
                ? null
                : cost.amount()
                        .setScale(6, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private void say(PolicyBundle prices, WhatIf other, List<Work> calls) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Cost all = Cost.of(calls, source(prices, WhatIf.NOTHING));
        if (!all.isWhole()) {
            System.err.printf(
                    "of %d calls, %d have no price on their day and %d no token count: what they cost is not in the"
                            + " sums; prices stand in the bundle's endpoints.yaml, or in a file for --what-if%n",
                    all.count(), all.unpriced(), all.uncounted());
        }
        prices.reminders(today).stream()
                .filter(reminder -> reminder.kind() == Reminder.Kind.STALE_PRICE)
                .forEach(reminder -> System.err.println("sluice: " + reminder));
        List<Work> outside = calls.stream()
                .filter(Work::outside)
                .filter(work -> work.day().isAfter(today.minusDays(DAYS)))
                .toList();
        Cost month = Cost.of(outside, source(prices, other));
        System.err.printf(
                "outside in the last %d days: %d calls, %d tokens%s%n",
                DAYS,
                month.count(),
                month.tokens().total(),
                month.perMillion()
                        .map(price -> ", " + rounded(price) + " a million")
                        .orElse(""));
        other.cluster().ifPresent(cluster -> say(cluster, month));
    }

    private static void say(OwnedCluster cluster, Cost month) {
        System.err.printf(
                "owning costs %s a month and does %s tokens, %s a million%s%n",
                rounded(cluster.monthly()),
                cluster.tokensPerMonth().setScale(0, RoundingMode.DOWN).toPlainString(),
                rounded(cluster.perMillion()),
                cluster.isForProduction() ? "" : "; with one replica the first fault stops the work");
        Optional<BigDecimal> rent = month.perMillion().filter(price -> price.signum() > 0);
        if (rent.isEmpty()) {
            System.err.println("what renting costs is unknown: no call outside of these days has tokens and a price");
            return;
        }
        BigDecimal even = BreakEven.tokensPerMonth(cluster.monthly(), rent.get());
        BigDecimal tokens = BigDecimal.valueOf(month.tokens().total());
        System.err.printf(
                "owning pays from %s tokens a month on; these days had %s, of which owning would save %s %%. What a"
                        + " document may touch comes before what it costs%n",
                even.setScale(0, RoundingMode.UP).toPlainString(),
                tokens.toPlainString(),
                rounded(BreakEven.saving(cluster.monthly(), rent.get(), tokens).movePointRight(2)));
        if (even.compareTo(cluster.tokensPerMonth()) > 0) {
            System.err.println("that is more than these machines do: owning them never pays at this price");
        }
    }

    private static String rounded(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
