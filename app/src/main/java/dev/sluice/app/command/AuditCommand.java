package dev.sluice.app.command;

import picocli.CommandLine.Command;

/** {@code sluice audit …}: questions to the audit log. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Queries and verifies the audit log. Every query is itself recorded.",
        subcommands = {AuditQueryCommand.class, AuditShowCommand.class, AuditVerifyCommand.class})
final class AuditCommand extends CommandGroup {}
