package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.audit.Actor;
import dev.sluice.db.DatabaseRole;
import dev.sluice.ingest.rerun.RerunPlans;
import dev.sluice.ingest.review.ReviewAnswer;
import dev.sluice.ingest.review.ReviewQueries;
import dev.sluice.ingest.review.ReviewRow;
import dev.sluice.ingest.review.Reviews;
import dev.sluice.policy.life.Acting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice review …}: what a person has to look at. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = "Documents that wait for a person: in review, or without an eligible endpoint.",
        subcommands = {
            ReviewCommand.ListAll.class,
            ReviewCommand.Show.class,
            ReviewCommand.Approve.class,
            ReviewCommand.Reject.class
        })
final class ReviewCommand extends CommandGroup {
    /** {@code sluice review list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "What waits for a person, what is in review first, the oldest first.")
    static final class ListAll extends Listing {
        @Override
        String list(Services services, int most, Consumer<SequencedMap<String, Object>> rows) {
            List<ReviewRow> waiting = queries(services).waiting(most);
            waiting.forEach(one -> rows.accept(row(one)));
            return waiting.size() + " shown";
        }
    }

    /** {@code sluice review show DOCUMENT}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One document that waits for a person: what was found and decided, and why it waits.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Parameters(paramLabel = "DOCUMENT", description = "the document's id")
        @SuppressWarnings("NullAway.Init") // required
        private UUID document;

        @Override
        public Integer call() {
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                    Rows rows = output.upright()) {
                Optional<ReviewRow> found = queries(services).find(document);
                if (found.isEmpty()) {
                    System.err.println("sluice: document " + document + " waits for no person");
                    return ExitCode.FAILED;
                }
                SequencedMap<String, Object> row = row(found.get());
                row.put("complete", found.get().complete());
                row.put("exhaustiveness", found.get().exhaustiveness().orElse(null));
                row.put("decision", found.get().decisionReason().orElse(null));
                row.put("policies", found.get().policies());
                row.put("bundle", found.get().bundle().orElse(null));
                row.put("calls", found.get().calls());
                row.put("sentence", found.get().sentence());
                rows.add(row);
                rows.close();
                System.err.println("1 document");
                return ExitCode.OK;
            }
        }
    }

    /** A person's decision. */
    abstract static class Decide implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private TokenOption token = new TokenOption();

        @Parameters(paramLabel = "DOCUMENT", description = "the document's id")
        @SuppressWarnings("NullAway.Init") // required
        private UUID document;

        @Option(
                names = "--reason",
                required = true,
                paramLabel = "CODE",
                description = "why, as a code for the audit log")
        private String reason = "";

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        /** Records it. */
        abstract ReviewAnswer decide(Reviews reviews, UUID documentId, String why, Actor person);

        @Override
        public final Integer call() {
            if (!RerunPlans.isReason(reason)) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--reason is " + RerunPlans.REASON_FORM);
            }
            Optional<String> shown = token.given().map(Acting::token);
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
                Reviews reviews = new Reviews(services.database().dataSource(DatabaseRole.OPERATOR), shown);
                ReviewAnswer answer = decide(reviews, document, reason, Actor.localUser());
                if (answer == ReviewAnswer.NOT_AUTHENTICATED) {
                    throw new RefusedException(said(answer));
                }
                System.err.println(said(answer));
                return answer == ReviewAnswer.APPROVED || answer == ReviewAnswer.REJECTED
                        ? ExitCode.OK
                        : ExitCode.FAILED;
            }
        }

        private String said(ReviewAnswer answer) {
            return switch (answer) {
                case APPROVED ->
                    "document " + document
                            + " may go on inside; it does as soon as a node runs, and is not cleared by this";
                case REJECTED -> "document " + document + " is rejected; it ends withheld as soon as a node runs";
                case NOT_AUTHENTICATED ->
                    "a registered approver decides about document " + document + ": give --token-file";
                case DECIDED_BEFORE -> "sluice: somebody decided about document " + document + " before";
                case NOT_IN_REVIEW -> "sluice: document " + document + " waits for no such decision";
                case NO_SUCH_DOCUMENT -> "sluice: there is no document " + document;
            };
        }
    }

    /** {@code sluice review approve DOCUMENT --reason CODE}. */
    @Command(
            name = "approve",
            mixinStandardHelpOptions = true,
            description =
                    "Lets a document that is in review go on, inside and nowhere else: approving never clears it.")
    static final class Approve extends Decide {
        @Override
        ReviewAnswer decide(Reviews reviews, UUID documentId, String why, Actor person) {
            return reviews.approve(documentId, why, person);
        }
    }

    /** {@code sluice review reject DOCUMENT --reason CODE}. */
    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description = "Ends a document that is in review, or that no endpoint is eligible for, as withheld.")
    static final class Reject extends Decide {
        @Override
        ReviewAnswer decide(Reviews reviews, UUID documentId, String why, Actor person) {
            return reviews.reject(documentId, why, person);
        }
    }

    private static ReviewQueries queries(Services services) {
        return new ReviewQueries(services.database().dataSource(DatabaseRole.OPERATOR));
    }

    private static SequencedMap<String, Object> row(ReviewRow one) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("documentId", one.documentId().toString());
        row.put("attempt", one.attempt());
        row.put("tenant", one.tenant());
        row.put("state", one.state());
        row.put("reason", one.reason());
        row.put("since", one.since().toString());
        row.put("doubtful", one.doubtful());
        row.put("route", one.route().orElse(null));
        row.put("categories", one.categories());
        row.put("verdict", one.verdict().orElse(null));
        row.put("decidedBy", one.decidedBy().orElse(null));
        return row;
    }
}
