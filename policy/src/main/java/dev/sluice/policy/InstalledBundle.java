package dev.sluice.policy;

import java.util.Collections;
import java.util.SortedMap;

/**
 * The files of a bundle that ships with Sluice, without being read as policies: what is registered of it.
 *
 * @param files their texts by their path inside the bundle
 * @param digest as {@link PolicyBundle#digest}
 */
public record InstalledBundle(SortedMap<String, String> files, String digest) {
    public InstalledBundle {
        files = Collections.unmodifiableSortedMap(files);
    }

    /**
     * Reads the files.
     *
     * @param name one of {@link PolicyBundle#installedNames}
     */
    public static InstalledBundle read(String name) {
        Problems problems = new Problems();
        BundleFiles files = BundleFiles.installed(name, problems);
        problems.throwIfAny();
        return new InstalledBundle(files.texts(), files.digest());
    }
}
