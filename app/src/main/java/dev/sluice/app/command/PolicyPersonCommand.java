package dev.sluice.app.command;

import dev.sluice.app.node.Services;
import dev.sluice.app.output.Rows;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.PrivateFiles;
import dev.sluice.policy.life.PersonRole;
import dev.sluice.policy.life.Persons;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice policy person …}: who may take steps, by a token. */
@Command(
        name = "person",
        mixinStandardHelpOptions = true,
        description = "Persons who write, approve and activate bundles, approve reruns and decide reviews, by a token.",
        subcommands = {
            PolicyPersonCommand.Add.class,
            PolicyPersonCommand.Revoke.class,
            PolicyPersonCommand.ListAll.class
        })
final class PolicyPersonCommand extends CommandGroup {
    /** A person and a role. */
    abstract static class OfPerson implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private TokenOption token = new TokenOption();

        @Parameters(paramLabel = "NAME", description = "the person's login, by which persons are told apart")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "administrator, author, approver or operator")
        private PersonRole role = PersonRole.AUTHOR;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        abstract Persons.Answer take(Persons persons, String person, PersonRole as, TokenOption by);

        final CommandLine.ParameterException usage(String message) {
            return new CommandLine.ParameterException(spec.commandLine(), message);
        }

        void check() {}

        @Override
        public final Integer call() {
            if (!Persons.isName(name)) {
                throw usage("a person's name is " + Persons.NAME_FORM);
            }
            check();
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services())) {
                Persons persons = new Persons(services.database().dataSource(DatabaseRole.OPERATOR));
                return tell(take(persons, name, role, token));
            }
        }

        private int tell(Persons.Answer answer) {
            String who = name + " (" + role.name().toLowerCase(java.util.Locale.ROOT) + ")";
            switch (answer) {
                case REGISTERED -> System.err.println(who + " is registered");
                case REVOKED -> System.err.println(who + " is revoked; the token opens nothing any more");
                case NOT_AUTHENTICATED ->
                    throw new RefusedException("an administrator adds and revokes persons: give --token-file");
                case ADMINISTRATOR_FIRST -> throw new RefusedException("the first person is an administrator");
                case SAME_PERSON ->
                    throw new RefusedException(
                            "an administrator has no other role and is revoked by another one: " + who);
                case REGISTERED_BEFORE -> throw new RefusedException(who + " is registered; revoke it first");
                case NO_SUCH_PERSON -> throw new RefusedException(who + " is not registered");
            }
            return ExitCode.OK;
        }
    }

    /** {@code sluice policy person add NAME --role ROLE --write-token FILE}. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description =
                    "Registers a person and writes a new token for it into a file, to be handed over. The first one is "
                            + "an administrator and needs no token.")
    static final class Add extends OfPerson {
        @Option(
                names = "--write-token",
                required = true,
                paramLabel = "FILE",
                description = "where to write the token; readable by its owner alone, and not there yet")
        private Path written = Path.of("");

        @Override
        void check() {
            if (Files.exists(written)) {
                throw usage("--write-token: there is a file " + written + " already");
            }
        }

        @Override
        Persons.Answer take(Persons persons, String person, PersonRole as, TokenOption by) {
            String fresh = Persons.newToken();
            // Written first: a person whose token nobody has could not be registered again before being revoked.
            PrivateFiles.createOnce(written.toAbsolutePath(), (fresh + "\n").getBytes(StandardCharsets.US_ASCII));
            boolean registered = false;
            try {
                Persons.Answer answer = persons.register(person, as, fresh, by.given());
                registered = answer == Persons.Answer.REGISTERED;
                return answer;
            } finally {
                if (!registered) {
                    remove();
                }
            }
        }

        private void remove() {
            try {
                Files.deleteIfExists(written);
            } catch (java.io.IOException e) {
                System.err.println("sluice: remove " + written + ": the token in it opens nothing");
            }
        }
    }

    /** {@code sluice policy person revoke NAME --role ROLE}. */
    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Takes a role away from a person: the token opens nothing from then on.")
    static final class Revoke extends OfPerson {
        @Override
        Persons.Answer take(Persons persons, String person, PersonRole as, TokenOption by) {
            return persons.revoke(person, as, by.required());
        }
    }

    /** {@code sluice policy person list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Everybody who was ever registered.")
    static final class ListAll implements Callable<Integer> {
        @Mixin
        private MachineOptions machine = new MachineOptions();

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Override
        public Integer call() {
            try (Services services = Services.databaseOnly(machine.dataFolder(), machine.services());
                    Rows rows = output.rows()) {
                List<Persons.Person> all = new Persons(services.database().dataSource(DatabaseRole.OPERATOR)).all();
                all.forEach(one -> rows.add(row(one)));
                rows.close();
                System.err.println(all.size() + (all.size() == 1 ? " person" : " persons"));
                return ExitCode.OK;
            }
        }

        private static SequencedMap<String, Object> row(Persons.Person one) {
            SequencedMap<String, Object> row = new LinkedHashMap<>();
            row.put("name", one.name());
            row.put("role", one.role().name());
            row.put("registeredBy", one.registeredBy());
            row.put("registeredAt", one.registeredAt().toString());
            row.put("revokedAt", one.revokedAt().map(Instant::toString).orElse(null));
            return row;
        }
    }
}
