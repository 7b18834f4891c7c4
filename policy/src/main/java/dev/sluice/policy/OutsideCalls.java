package dev.sluice.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What calls outside have been made for an attempt, counted from their stored intents: each has shown the text to somebody,
 * whatever came back, unless its reason says that no byte left. The text of one attempt is sent outside a few times and no
 * more, never again to an endpoint that declined it, and it does not wait for an endpoint that cannot be reached while
 * another one is permitted.
 *
 * @param sent calls outside of this attempt that may have carried the text
 * @param refused endpoints that refused this attempt for their own sake: no right, no such model, no money
 * @param refusing endpoints that refused any call so lately that nobody has mended them, and those in {@code refused}
 * @param declined endpoints that will not do this document or answered what cannot be used, and why, the latest last
 * @param unreached endpoints that this attempt has not reached as often as it tries while another one is permitted
 * @param unreachable endpoints that nobody has reached lately: the circuit is open, and no attempt tries them
 */
public record OutsideCalls(
        int sent,
        Set<String> refused,
        Set<String> refusing,
        Map<String, String> declined,
        Set<String> unreached,
        Set<String> unreachable) {
    /** Calls outside of one attempt. */
    public static final int MOST = 3;
    /** Calls of one attempt that did not reach an endpoint, before the next permitted one is taken. */
    public static final int MOST_UNREACHED = 2;
    /** Calls in a row, of whatever attempts, that did not reach an endpoint and open its circuit. */
    public static final int OPENS_CIRCUIT = 3;

    private static final String REST = "5 minutes";
    /** How long a circuit stays open after the last of these calls; then the next attempt tries again. */
    private static final String CIRCUIT_REST = "30 seconds";

    /** Reasons that say that a model, or a filter before it, would not do the document: next a person looks at it. */
    private static final Set<String> BY_MODEL = Set.of("CONTENT_BLOCKED", "NO_CHOICES");

    private static final List<String> REFUSALS = List.of("NOT_AUTHORISED", "NOT_FOUND", "SPENDING_LIMIT");
    /** Reasons that say that no byte of the request left. */
    private static final List<String> UNSENT = List.of("KEY_UNREADABLE", "NOT_REACHED", "TLS_FAILED");
    /** Reasons that say to come back later. */
    private static final List<String> BUSY = List.of("RATE_LIMITED", "OVERLOADED", "SERVER_ERROR");

    /** Copies what it is given. */
    public OutsideCalls {
        refused = Set.copyOf(refused);
        refusing = Set.copyOf(refusing);
        declined = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(declined));
        unreached = Set.copyOf(unreached);
        unreachable = Set.copyOf(unreachable);
    }

    /** Calls of the attempt to one endpoint that ended, or did not yet, in the same way. */
    private record Calls(String endpoint, boolean failed, String reason, int count) {
        boolean failedAs(List<String> reasons) {
            return failed && reasons.contains(reason);
        }
    }

    /** Reads in the caller's transaction, as a role that may read the calls. */
    public static OutsideCalls load(JdbcClient jdbc, UUID documentId, int attempt) {
        List<Calls> calls = jdbc.sql("""
                        select endpoint, state = 'FAILED', coalesce(reason, ''), count(*)
                          from sluice.dispatch
                         where document_id = :document and attempt = :attempt and pool = 'EXTERNAL' and state <> 'BLOCKED'
                         group by endpoint, state, reason order by max(intent_at)""")
                .param("document", documentId)
                .param("attempt", attempt)
                .query((row, number) -> new Calls(row.getString(1), row.getBoolean(2), row.getString(3), row.getInt(4)))
                .list();
        int sent = 0;
        Set<String> refused = new HashSet<>();
        Map<String, String> declined = new LinkedHashMap<>();
        Map<String, Integer> missed = new HashMap<>();
        for (Calls call : calls) {
            if (call.failedAs(UNSENT)) {
                missed.merge(call.endpoint(), call.count(), Integer::sum);
                continue;
            }
            sent += call.count();
            if (call.failedAs(REFUSALS)) {
                refused.add(call.endpoint());
            } else if (call.failed() && !call.failedAs(BUSY)) {
                declined.remove(call.endpoint());
                declined.put(call.endpoint(), call.reason());
            }
        }
        missed.values().removeIf(times -> times < MOST_UNREACHED);
        Set<String> refusing = new HashSet<>(refused);
        refusing.addAll(refusing(jdbc));
        return new OutsideCalls(sent, refused, refusing, declined, missed.keySet(), unreachable(jdbc));
    }

    private static Set<String> refusing(JdbcClient jdbc) {
        return Set.copyOf(jdbc.sql("""
                        select distinct endpoint from sluice.dispatch
                         where pool = 'EXTERNAL' and state = 'FAILED' and reason = any (:refusals)
                           and ended_at > clock_timestamp() - cast(:rest as interval)""")
                .param("refusals", REFUSALS.toArray(String[]::new))
                .param("rest", REST)
                .query(String.class)
                .list());
    }

    /** One call that got through closes the circuit, whatever came of it. */
    private static Set<String> unreachable(JdbcClient jdbc) {
        return Set.copyOf(jdbc.sql("""
                        select missed.endpoint
                          from (select distinct endpoint from sluice.dispatch
                                 where pool = 'EXTERNAL' and state = 'FAILED' and reason = any (:unsent)
                                   and ended_at > clock_timestamp() - cast(:rest as interval)) missed
                         where :opens = (select count(*) filter (where lately.state = 'FAILED' and lately.reason = any (:unsent))
                                           from (select state, reason from sluice.dispatch d
                                                  where d.endpoint = missed.endpoint and d.pool = 'EXTERNAL'
                                                    and d.state in ('SUCCEEDED', 'FAILED', 'UNKNOWN')
                                                  order by d.ended_at desc limit :opens) lately)""")
                .param("unsent", UNSENT.toArray(String[]::new))
                .param("rest", CIRCUIT_REST)
                .param("opens", OPENS_CIRCUIT)
                .query(String.class)
                .list());
    }

    /** Whether the text has been sent outside as often as it may be. */
    public boolean spent() {
        return sent >= MOST;
    }

    /**
     * Decides for an attempt that these calls were made for. Where no other endpoint is permitted, one that was not reached
     * is tried again, as long as it takes.
     */
    public Decision decide(PolicyEngine engine, DocumentContext context) {
        Set<String> unavailable = forGood(engine.bundle().catalog());
        unavailable.addAll(refusing);
        unavailable.addAll(unreachable);
        Set<String> notWaitedFor = new HashSet<>(unavailable);
        notWaitedFor.addAll(unreached);
        Decision decision = engine.decide(context, notWaitedFor);
        return decision.waits() ? engine.decide(context, unavailable) : decision;
    }

    /** Whether the attempt would go outside and everybody there has had it as often as they may, or does not want it. */
    public boolean over(PolicyEngine engine, DocumentContext context) {
        boolean outside =
                engine.decide(context).pool().filter(Pool.EXTERNAL::equals).isPresent();
        return outside
                && engine.decide(context, forGood(engine.bundle().catalog())).waits();
    }

    /** Ids of the endpoints that this attempt never goes to again. */
    private Set<String> forGood(EndpointCatalog catalog) {
        Set<String> over = new HashSet<>(refused);
        over.addAll(declined.keySet());
        if (spent()) {
            over.addAll(catalog.endpoints().stream()
                    .filter(endpoint -> endpoint.kind().pool() == Pool.EXTERNAL)
                    .map(Endpoint::id)
                    .collect(Collectors.toSet()));
        }
        return over;
    }

    /** Whether a reason says that a model, or a filter before it, refused the document. */
    public static boolean isByModel(String reason) {
        return BY_MODEL.contains(reason);
    }

    /** Whether a model, or a filter before it, refused the attempt outside. */
    public boolean refusedByModel() {
        return declined.values().stream().anyMatch(BY_MODEL::contains);
    }

    /** Why an attempt ends that nobody else may work on: a code; of those that declined, the latest's. */
    public String endsAs() {
        if (spent()) {
            return "OUTSIDE_CALLS_SPENT";
        }
        return declined.values().stream().reduce((earlier, later) -> later).orElse("ENDPOINT_REFUSES");
    }
}
