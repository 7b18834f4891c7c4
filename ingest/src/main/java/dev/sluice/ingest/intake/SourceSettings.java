package dev.sluice.ingest.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is allowed and assumed for one CloudEvents source.
 *
 * @param tenants tenants that the source may name; empty allows any
 * @param claimDirectories directories that its claim checks may point into
 * @param minSensitivity the least sensitivity of its documents; raises only
 * @param defaults values of absent attributes, by name ({@link Attributes})
 */
public record SourceSettings(
        Set<String> tenants,
        List<Path> claimDirectories,
        Optional<String> minSensitivity,
        Map<String, String> defaults) {

    /** Copies what it is given. */
    public SourceSettings {
        tenants = Set.copyOf(tenants);
        claimDirectories = claimDirectories.stream().map(Path::toAbsolutePath).toList();
        defaults = Map.copyOf(defaults);
    }

    /**
     * A source that may name any tenant and claim from these directories.
     *
     * @param claimDirectories directories that its claim checks may point into
     * @return the settings
     */
    public static SourceSettings claimingFrom(Path... claimDirectories) {
        return new SourceSettings(Set.of(), List.of(claimDirectories), Optional.empty(), Map.of());
    }
}
