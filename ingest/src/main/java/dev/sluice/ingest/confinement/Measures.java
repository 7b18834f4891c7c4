package dev.sluice.ingest.confinement;

import java.util.List;

/**
 * What keeps a confined process from what is not its business, as it was found by trying.
 *
 * @param files what keeps it from files
 * @param network what keeps it from the network
 * @param processes what keeps it from other processes
 */
public record Measures(Files files, Network network, Processes processes) {
    /** What keeps it from files. */
    public enum Files {
        /** A mount namespace that holds programs and libraries alone, read-only, and one folder to write to. */
        OWN_VIEW("own view of the disk, read-only"),
        /** Landlock: programs and libraries can be read, one folder can be written to, all else is refused. */
        LANDLOCK("all but programs and libraries refused (Landlock)"),
        /** Nothing. */
        OPEN("all that this user may read and write");

        private final String words;

        Files(String words) {
            this.words = words;
        }
    }

    /** What keeps it from the network. */
    public enum Network {
        /** A network namespace without a way out. */
        NAMESPACE("own, without a way out"),
        /** The kernel refuses to make sockets. */
        SOCKETS_REFUSED("sockets refused by the kernel"),
        /** Its own Java libraries refuse to make sockets. */
        LIBRARY("sockets refused by its own libraries alone");

        private final String words;

        Network(String words) {
            this.words = words;
        }
    }

    /** What keeps it from other processes. */
    public enum Processes {
        /** A process namespace: it sees none but its own. */
        NAMESPACE("own alone"),
        /** It sees others; the kernel refuses that it signals or reads them. */
        REFUSED("signals to others and their memory refused"),
        /** It may signal what this user may. */
        OPEN("may signal those of this user");

        private final String words;

        Processes(String words) {
            this.words = words;
        }
    }

    /** Whether each of the three is kept from it by the kernel. */
    public boolean whole() {
        return missing().isEmpty();
    }

    /** What is not kept from it by the kernel: of files, network, processes. */
    public List<String> missing() {
        List<String> missing = new java.util.ArrayList<>();
        if (files == Files.OPEN) {
            missing.add("files");
        }
        if (network == Network.LIBRARY) {
            missing.add("network");
        }
        if (processes == Processes.OPEN) {
            missing.add("processes");
        }
        return List.copyOf(missing);
    }

    /** In words for people. */
    public String describe() {
        return "files: " + files.words + "; network: " + network.words + "; processes: " + processes.words;
    }
}
