package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/** One person of each role, registered by the command line, with the files of their tokens. */
record RegisteredPersons(Path administrator, Path author, Path approver, Path operator) {
    static RegisteredPersons register(TestMachine machine, Path folder) {
        Path administrator = folder.resolve("administrator.token");
        Cli first = machine.run(
                List.of("policy", "person", "add"),
                "ada.king",
                "--role",
                "administrator",
                "--write-token",
                administrator);
        assertThat(first.code()).as(first.err()).isZero();
        return new RegisteredPersons(
                administrator,
                add(machine, folder, administrator, "jane.roe", "author"),
                add(machine, folder, administrator, "john.doe", "approver"),
                add(machine, folder, administrator, "mary.poe", "operator"));
    }

    private static Path add(TestMachine machine, Path folder, Path administrator, String name, String role) {
        Path token = folder.resolve(role + ".token");
        Cli added = machine.run(
                List.of("policy", "person", "add"),
                name,
                "--role",
                role,
                "--write-token",
                token,
                "--token-file",
                administrator);
        assertThat(added.code()).as(added.err()).isZero();
        return token;
    }
}
