package dev.sluice.ingest.batch;

import dev.sluice.ingest.IngestException;
import java.sql.SQLException;
import java.util.Locale;
import org.springframework.dao.DataAccessException;

/** Turns a driver's exception, whose message can quote rows, into one that says the SQL state only. */
final class DatabaseFailures {
    private DatabaseFailures() {}

    static IngestException scrubbed(String attempted, DataAccessException failure) {
        return new IngestException("the database failed while " + attempted + ": "
                + failure.getClass().getSimpleName() + ", SQL state " + state(failure));
    }

    private static String state(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException sql && sql.getSQLState() != null
                ? sql.getSQLState().toUpperCase(Locale.ROOT)
                : "unknown";
    }
}
