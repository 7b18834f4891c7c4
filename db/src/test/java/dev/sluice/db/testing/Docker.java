package dev.sluice.db.testing;

import org.testcontainers.DockerClientFactory;

/** Whether Testcontainers is on the class path and finds a Docker. */
final class Docker {
    private Docker() {}

    static boolean answers() {
        try {
            return DockerClientFactory.instance().isDockerAvailable();
        } catch (LinkageError e) {
            return false;
        }
    }
}
