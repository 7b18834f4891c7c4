package dev.sluice.app.node;

import dev.sluice.app.DataFolder;
import dev.sluice.audit.Actor;
import dev.sluice.audit.AuditEvent;
import dev.sluice.audit.AuditEvents;
import dev.sluice.audit.AuditLog;
import dev.sluice.audit.Outcome;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.KeyRing;
import dev.sluice.db.Topics;
import dev.sluice.ingest.Ingest;
import dev.sluice.ingest.extract.ExtractionSettings;
import dev.sluice.policy.PolicyBundle;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All roles in one process, deciding with the bundle in force. Every second the node looks which one that is; when it is
 * another one, the roles end as at a stop and begin again with that. Where this program cannot read it, the node decides
 * nothing until one is in force that it can, and its audit log runs on. Between a change and that look nothing goes
 * outside under the bundle before: the database refuses it.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DataFolder folder;
    private final BundleInForce policy;
    private final Function<PolicyBundle, Roles> starter;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final @Nullable LogRole log;
    private final Thread watch;
    private volatile Roles roles;
    private volatile PolicyBundle bundle;
    private volatile String looked;
    private volatile boolean stopping;
    private boolean deciding = true;

    private Node(
            DataFolder folder,
            Services services,
            BundleInForce policy,
            PolicyBundle bundle,
            Function<PolicyBundle, Roles> starter,
            @Nullable LogRole log) {
        this.folder = folder;
        this.policy = policy;
        this.starter = starter;
        this.log = log;
        this.bundle = bundle;
        this.looked = bundle.digest();
        DataSource asIngest = services.database().dataSource(DatabaseRole.INGEST);
        this.audit = new AuditLog(asIngest);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(asIngest));
        this.watch = Thread.ofPlatform().name("sluice-policy").daemon(true).unstarted(this::watch);
        this.roles = starter.apply(bundle);
    }

    /**
     * Starts every role on the services, unless a detector does not work: then nothing is taken in.
     *
     * @param choice the bundle that was named or ships; what decides is the one in force
     * @param config what may come in and from whom; else the default topic, any source and tenant
     * @param sole whether no other process can own a batch of this database
     * @throws dev.sluice.app.ServiceMissingException if a detector does not work; the message says what to do
     * @throws BundleNotInForceException if the bundle in force is not the one that was named, or cannot be read
     */
    public static Node start(
            DataFolder folder,
            Services services,
            BundleChoice choice,
            ExtractionSettings extraction,
            Optional<IntakeConfig> config,
            boolean sole) {
        KeyRing.createOrOpen(folder.keys());
        BundleInForce policy = new BundleInForce(services, choice);
        PolicyBundle bundle = policy.begin(services);
        Topics.createMissing(services.kafkaClient(), Topics.defaults());
        LogRole log = LogRole.start(folder, services);
        Node node;
        try {
            node = new Node(
                    folder,
                    services,
                    policy,
                    bundle,
                    next -> Roles.start(folder, services, next, extraction, config, sole),
                    log);
        } catch (RuntimeException failure) {
            log.close();
            throw failure;
        }
        try {
            node.tell(PolicyFile.State.DECIDING, bundle.digest());
        } catch (RuntimeException failure) {
            node.close();
            throw failure;
        }
        node.watch.start();
        LOG.info("node started bundle={} isolation=none", bundle.digest());
        return node;
    }

    /** A node that starts nothing: it plans for the one that runs elsewhere, with the bundle in force. */
    public static Node standby(
            DataFolder folder, Services services, BundleChoice choice, ExtractionSettings extraction) {
        BundleInForce policy = new BundleInForce(services, choice);
        return new Node(
                folder,
                services,
                policy,
                policy.begin(services),
                next -> Roles.standby(folder, services, next, extraction),
                null);
    }

    /** The intake role, for reruns: that of the bundle which this node decides with now. */
    public Ingest ingest() {
        return roles.ingest();
    }

    /** The bundle that this node decides with, or decided with last. */
    public PolicyBundle bundle() {
        return bundle;
    }

    private void watch() {
        try {
            while (!stopping) {
                Thread.sleep(LOOK);
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            policy.digest().filter(digest -> !digest.equals(looked)).ifPresent(this::change);
        } catch (RuntimeException away) {
            // Nothing goes outside without the database either.
            LOG.warn(
                    "the bundle in force cannot be asked for cause={}",
                    away.getClass().getSimpleName());
        }
    }

    private synchronized void change(String digest) {
        if (stopping) {
            return;
        }
        LOG.warn("another bundle is in force bundle={} before={}", digest, bundle.digest());
        new PolicyFile(PolicyFile.State.CHANGING, digest).write(folder);
        if (deciding) {
            roles.close();
            deciding = false;
        }
        try {
            PolicyBundle next = policy.load(digest);
            roles = starter.apply(next);
            deciding = true;
            bundle = next;
            tell(PolicyFile.State.DECIDING, digest);
            looked = digest;
            LOG.info("node decides bundle={}", digest);
        } catch (BundleNotInForceException unreadable) {
            LOG.error(
                    "POLICY_NOT_LOADED: nothing is decided until another bundle is in force, or a program that can read"
                            + " this one is started bundle={}",
                    digest,
                    unreadable);
            tell(PolicyFile.State.POLICY_NOT_LOADED, digest);
            looked = digest;
        } catch (RuntimeException failure) {
            // A service that is away for the moment: the next look tries again.
            LOG.warn("node did not change to a bundle yet bundle={}", digest, failure);
        }
    }

    /** Which bundle this node decides with is a fact of the log. */
    private void tell(PolicyFile.State state, String digest) {
        new PolicyFile(state, digest).write(folder);
        boolean loaded = state == PolicyFile.State.DECIDING;
        AuditEvent event = AuditEvent.of(
                        loaded ? AuditEvents.POLICY_LOADED : AuditEvents.POLICY_NOT_LOADED, Actor.system("node"))
                .with("bundle", digest)
                .with("node", folder.id().toString());
        transaction.executeWithoutResult(
                status -> audit.append(loaded ? event : event.outcome(Outcome.FAILURE, state.name())));
    }

    /** In the order in which work flows, so that each role can finish what the one before it handed over. */
    @Override
    public void close() {
        stopping = true;
        watch.interrupt();
        synchronized (this) {
            if (deciding) {
                roles.close();
            }
        }
        if (log != null) {
            log.close();
            try {
                PolicyFile.remove(folder);
            } catch (java.io.IOException e) {
                LOG.warn("the state of the policy could not be removed");
            }
            LOG.info("node stopped");
        }
    }
}
