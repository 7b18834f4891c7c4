package dev.sluice.app.command;

import picocli.CommandLine.Command;

/** {@code sluice rendition …}: texts in which what is sensitive is replaced, and the way back. */
@Command(
        name = "rendition",
        mixinStandardHelpOptions = true,
        description = "Makes texts in which what is sensitive is replaced, and puts values back into answers. "
                + "Nothing of it is sent.",
        subcommands = {RenditionMakeCommand.class, RenditionRestoreCommand.class})
final class RenditionCommand extends CommandGroup {}
