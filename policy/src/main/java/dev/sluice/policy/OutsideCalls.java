package dev.sluice.policy;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What calls outside have been made for an attempt, counted from their stored intents: each has shown the text to somebody,
 * whatever came back. The text of one attempt is sent outside a few times and no more.
 *
 * @param sent calls outside of this attempt that may have carried the text
 * @param refused endpoints that refused this attempt for their own sake: no right, no such model, no money
 * @param refusing endpoints that refused any call so lately that nobody has mended them, and those in {@code refused}
 */
public record OutsideCalls(int sent, Set<String> refused, Set<String> refusing) {
    /** Calls outside of one attempt. */
    public static final int MOST = 3;

    private static final String REST = "5 minutes";
    private static final String[] REFUSALS = {"NOT_AUTHORISED", "NOT_FOUND", "SPENDING_LIMIT"};
    /** Reasons that say that no byte of the request left. */
    private static final String[] UNSENT = {"KEY_UNREADABLE", "NOT_REACHED", "TLS_FAILED"};

    /** Copies what it is given. */
    public OutsideCalls {
        refused = Set.copyOf(refused);
        refusing = Set.copyOf(refusing);
    }

    /** Reads in the caller's transaction, as a role that may read the calls. */
    public static OutsideCalls load(JdbcClient jdbc, UUID documentId, int attempt) {
        int sent = jdbc.sql("""
                        select count(*) from sluice.dispatch
                         where document_id = :document and attempt = :attempt and pool = 'EXTERNAL' and state <> 'BLOCKED'
                           and not (state = 'FAILED' and reason = any (:unsent))""")
                .param("document", documentId)
                .param("attempt", attempt)
                .param("unsent", UNSENT)
                .query(Integer.class)
                .single();
        Set<String> refused = Set.copyOf(jdbc.sql("""
                        select distinct endpoint from sluice.dispatch
                         where document_id = :document and attempt = :attempt and pool = 'EXTERNAL'
                           and state = 'FAILED' and reason = any (:refusals)""")
                .param("document", documentId)
                .param("attempt", attempt)
                .param("refusals", REFUSALS)
                .query(String.class)
                .list());
        Set<String> refusing = new HashSet<>(refused);
        refusing.addAll(jdbc.sql("""
                        select distinct endpoint from sluice.dispatch
                         where pool = 'EXTERNAL' and state = 'FAILED' and reason = any (:refusals)
                           and ended_at > clock_timestamp() - cast(:rest as interval)""")
                .param("refusals", REFUSALS)
                .param("rest", REST)
                .query(String.class)
                .list());
        return new OutsideCalls(sent, refused, refusing);
    }

    /** Whether the text has been sent outside as often as it may be. */
    public boolean spent() {
        return sent >= MOST;
    }

    /** Ids of the endpoints that this attempt cannot go to now. */
    public Set<String> unavailable(EndpointCatalog catalog) {
        Set<String> unavailable = new HashSet<>(refusing);
        if (spent()) {
            unavailable.addAll(catalog.endpoints().stream()
                    .filter(endpoint -> endpoint.kind().pool() == Pool.EXTERNAL)
                    .map(Endpoint::id)
                    .collect(Collectors.toSet()));
        }
        return unavailable;
    }
}
