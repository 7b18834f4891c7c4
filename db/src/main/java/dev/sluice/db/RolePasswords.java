package dev.sluice.db;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** The folder with one password file for each role, {@code sluice_ingest.password} and so on. */
final class RolePasswords {
    private final Path folder;

    RolePasswords(Path folder) {
        this.folder = folder;
    }

    /** Makes the passwords that are missing and returns the roles that they were made for. */
    Set<DatabaseRole> createMissing() {
        PrivateFiles.makeFolder(folder);
        Set<DatabaseRole> made = EnumSet.noneOf(DatabaseRole.class);
        for (DatabaseRole role : DatabaseRole.values()) {
            if (!Files.exists(file(role))) {
                PrivateFiles.createOrReadPassword(file(role));
                made.add(role);
            }
        }
        return made;
    }

    /** Takes back passwords that were made for nothing. */
    void remove(Set<DatabaseRole> roles) {
        for (DatabaseRole role : roles) {
            file(role).toFile().delete();
        }
    }

    String password(DatabaseRole role) {
        if (!Files.exists(file(role))) {
            throw new DatabaseException("there is no password for " + role.user() + " in " + folder
                    + ": migrate first, or copy the file from where the database was migrated");
        }
        return new String(PrivateFiles.read(file(role)), StandardCharsets.US_ASCII).strip();
    }

    private Path file(DatabaseRole role) {
        return folder.resolve(role.user() + ".password");
    }
}
