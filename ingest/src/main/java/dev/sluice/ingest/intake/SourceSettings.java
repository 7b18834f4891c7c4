package dev.sluice.ingest.intake;

import dev.sluice.policy.MinimumSensitivity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is allowed and assumed for one CloudEvents source.
 *
 * @param tenants tenants that the source may name; empty allows any
 * @param claimDirectories directories that its claim checks may point into
 * @param buckets S3 buckets that its claim checks may point into
 * @param minSensitivity the least sensitivity of its documents; raises only
 * @param defaults values of absent attributes, by name ({@link Attributes})
 */
public record SourceSettings(
        Set<String> tenants,
        List<Path> claimDirectories,
        List<ClaimBucket> buckets,
        Optional<String> minSensitivity,
        Map<String, String> defaults) {
    /** No tenant is called so. */
    private static final String NOBODY = "";
    /** What a machine with one tenant calls it. */
    private static final String ORDINARY = "default";

    /** Copies what it is given. */
    public SourceSettings {
        tenants = Set.copyOf(tenants);
        claimDirectories = claimDirectories.stream().map(Path::toAbsolutePath).toList();
        buckets = List.copyOf(buckets);
        defaults = Map.copyOf(defaults);
    }

    /**
     * A source without buckets.
     *
     * @param tenants tenants that the source may name; empty allows any
     * @param claimDirectories directories that its claim checks may point into
     * @param minSensitivity the least sensitivity of its documents; raises only
     * @param defaults values of absent attributes, by name
     */
    public SourceSettings(
            Set<String> tenants,
            List<Path> claimDirectories,
            Optional<String> minSensitivity,
            Map<String, String> defaults) {
        this(tenants, claimDirectories, List.of(), minSensitivity, defaults);
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

    /** The stricter of both in everything; where both have a default, this one's. */
    public SourceSettings and(SourceSettings other) {
        Set<String> both = new HashSet<>(tenants.isEmpty() ? other.tenants : tenants);
        if (!other.tenants.isEmpty()) {
            both.retainAll(other.tenants);
        }
        if (both.isEmpty() && !(tenants.isEmpty() && other.tenants.isEmpty())) {
            both.add(NOBODY);
        }
        Map<String, String> all = new HashMap<>(other.defaults);
        all.putAll(defaults);
        return new SourceSettings(
                both,
                claimDirectories.stream()
                        .filter(other.claimDirectories::contains)
                        .toList(),
                buckets.stream().filter(other.buckets::contains).toList(),
                Optional.of(MinimumSensitivity.parse(minSensitivity.orElse(""))
                        .max(MinimumSensitivity.parse(other.minSensitivity.orElse("")))
                        .name()),
                all);
    }

    /**
     * The same with buckets.
     *
     * @param claimable see {@link #buckets()}
     * @return settings
     */
    public SourceSettings withBuckets(List<ClaimBucket> claimable) {
        return new SourceSettings(tenants, claimDirectories, claimable, minSensitivity, defaults);
    }

    /**
     * The same with one more directory.
     *
     * @param directory see {@link #claimDirectories()}
     * @return settings
     */
    public SourceSettings alsoClaimingFrom(Path directory) {
        List<Path> all = new ArrayList<>(claimDirectories);
        all.add(directory);
        return new SourceSettings(tenants, all, buckets, minSensitivity, defaults);
    }

    /** The same for a source that nobody listed: restricted, and without claim checks. */
    public SourceSettings unlisted() {
        return new SourceSettings(tenants, List.of(), Optional.of(MinimumSensitivity.RESTRICTED.name()), defaults);
    }

    /** Whether a tenant is one that an operator named, and no publisher. */
    public boolean lists(String tenant) {
        return tenants.contains(tenant) || tenant.equals(ORDINARY) || tenant.equals(defaults.get(Attributes.TENANT));
    }
}
