package dev.sluice.db.testing;

import java.util.Locale;

/**
 * Gives integration tests their services: one server of each kind for the JVM, in it a database or topics of the test's
 * own. Where they come from is chosen by the system property {@code sluice.test.services}:
 *
 * <ul>
 *   <li>{@code containers}: Testcontainers; without Docker the test fails, it is never skipped;
 *   <li>{@code embedded}: the embedded services;
 *   <li>{@code auto}, the default: containers where Docker answers, else embedded; what was chosen is printed.
 * </ul>
 */
public final class TestServices {
    /** The switch. */
    public static final String PROPERTY = "sluice.test.services";

    private TestServices() {}

    /** A new database with the whole schema, and a key ring of its own. Close it when the test class ends. */
    public static TestDatabase database() {
        return TestPostgres.shared().newDatabase();
    }

    /** The shared broker; make topics of your own with {@link TestKafka#freshTopic}. */
    public static TestKafka kafka() {
        return TestKafka.shared();
    }

    static boolean inContainers() {
        return Choice.IN_CONTAINERS;
    }

    private static final class Choice {
        static final boolean IN_CONTAINERS = choose();

        private static boolean choose() {
            String wanted = System.getProperty(PROPERTY, "auto").toLowerCase(Locale.ROOT);
            return switch (wanted) {
                case "containers" -> {
                    if (!Docker.answers()) {
                        throw new IllegalStateException(PROPERTY + "=containers, and no Docker answers");
                    }
                    yield said(true, "asked for by " + PROPERTY);
                }
                case "embedded" -> said(false, "asked for by " + PROPERTY);
                case "auto", "" -> Docker.answers() ? said(true, "Docker answers") : said(false, "no Docker answers");
                default ->
                    throw new IllegalArgumentException(
                            "expected " + PROPERTY + " to be auto, containers or embedded, found " + wanted);
            };
        }

        private static boolean said(boolean containers, String why) {
            System.out.println("test services: " + (containers ? "containers" : "embedded") + " (" + why + ")");
            return containers;
        }
    }
}
