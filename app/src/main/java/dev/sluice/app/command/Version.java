package dev.sluice.app.command;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as {@code --version} and audit events name it. */
public final class Version implements IVersionProvider {
    /** The version in the jar's manifest, or {@code development} outside a jar. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"sluice " + current()};
    }
}
