package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.IngestException;
import dev.sluice.ingest.rerun.RerunControl;
import dev.sluice.ingest.rerun.RerunPlan;
import dev.sluice.ingest.rerun.RerunQueries;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice rerun …}: documents done again by plan. */
@Command(
        name = "rerun",
        mixinStandardHelpOptions = true,
        description = "Rerun plans: frozen lists of documents that are done again in new attempts.",
        subcommands = {
            RerunPlanCommand.class,
            RerunCommand.ListAll.class,
            RerunCommand.Show.class,
            RerunApproveCommand.class,
            RerunStartCommand.class,
            RerunCommand.Pause.class,
            RerunCommand.Resume.class,
            RerunCommand.Stop.class
        })
final class RerunCommand extends CommandGroup {
    /** {@code sluice rerun list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest plans and their states.")
    static final class ListAll extends Listing {
        @Override
        String list(Services services, int most, Consumer<SequencedMap<String, Object>> rows) {
            List<RerunPlan> plans = queries(services).newest(most);
            plans.forEach(plan -> rows.accept(RerunRows.row(plan)));
            return plans.size() + " plans";
        }
    }

    /** {@code sluice rerun show PLAN}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "What a plan would change and has changed: documents by class, old, planned and new route, those "
                            + "that newly go out first.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Option(names = "--documents", description = "each document by itself")
        private boolean documents;

        @Parameters(paramLabel = "PLAN", description = "the plan's id")
        @SuppressWarnings("NullAway.Init") // required
        private UUID plan;

        @Override
        public Integer call() {
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                    Rows rows = output.rows()) {
                Optional<RerunPlan> found = queries(services).find(plan);
                if (found.isEmpty()) {
                    System.err.println("sluice: there is no rerun plan " + plan);
                    return ExitCode.FAILED;
                }
                if (documents) {
                    queries(services).items(plan).forEach(item -> rows.add(RerunRows.row(item)));
                } else {
                    queries(services).changes(plan).forEach(change -> rows.add(RerunRows.row(change)));
                }
                rows.close();
                RerunRows.tell(found.get(), System.err);
                return ExitCode.OK;
            }
        }
    }

    /** Moves a plan, whether or not a node runs. */
    abstract static class Move implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Parameters(paramLabel = "PLAN", description = "the plan's id")
        @SuppressWarnings("NullAway.Init") // required
        private UUID plan;

        /** Does it; false where the plan's state does not permit it. */
        abstract boolean move(RerunControl control, UUID planId);

        /** What the plan then is. */
        abstract String done();

        @Override
        public final Integer call() {
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
                RerunControl control = new RerunControl(services.database().dataSource(DatabaseRole.INGEST), () -> {});
                if (move(control, plan)) {
                    System.err.printf("plan %s is %s%n", plan, done());
                    return ExitCode.OK;
                }
                System.err.printf(
                        "plan %s stays %s%n",
                        plan, control.find(plan).map(RerunPlan::state).orElse("as it is"));
                return ExitCode.FAILED;
            } catch (IngestException none) {
                System.err.println("sluice: " + none.getMessage());
                return ExitCode.FAILED;
            }
        }
    }

    /** {@code sluice rerun pause PLAN}. */
    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Pauses a plan: once this has ended, no new attempt is written for it.")
    static final class Pause extends Move {
        @Override
        boolean move(RerunControl control, UUID planId) {
            return control.pause(planId, Actor.localUser());
        }

        @Override
        String done() {
            return "paused; sluice rerun resume lets it go on";
        }
    }

    /** {@code sluice rerun resume PLAN}. */
    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Lets a paused plan go on, on the node that runs or the next one that does.")
    static final class Resume extends Move {
        @Override
        boolean move(RerunControl control, UUID planId) {
            return control.resume(planId, Actor.localUser());
        }

        @Override
        String done() {
            return "started again; it goes on as soon as a node runs (sluice up)";
        }
    }

    /** {@code sluice rerun stop PLAN}. */
    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Ends a plan for good where it is. Attempts that it made stay.")
    static final class Stop extends Move {
        @Override
        boolean move(RerunControl control, UUID planId) {
            return control.stop(planId, Actor.localUser());
        }

        @Override
        String done() {
            return "stopped";
        }
    }

    static RerunQueries queries(Services services) {
        return new RerunQueries(services.database().dataSource(DatabaseRole.OPERATOR));
    }
}
