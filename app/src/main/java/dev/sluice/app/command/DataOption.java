package dev.sluice.app.command;

import dev.sluice.app.DataFolder;
import dev.sluice.app.LogFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data folder. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data folder (default: $SLUICE_DATA, else the user's state folder)")
    private @Nullable Path data;

    /** The data folder, made where it is missing, with the log of this process in it. */
    DataFolder open() {
        DataFolder folder = DataFolder.open(Optional.ofNullable(data), System.getenv());
        LogFile.open(folder.logFile());
        return folder;
    }

    /** Where the data folder is or would be; makes nothing and opens no log. */
    Path path() {
        return DataFolder.locate(Optional.ofNullable(data), System.getenv());
    }
}
