package dev.sluice.app.node;

import dev.sluice.db.DatabaseRole;
import dev.sluice.policy.PolicyBundle;
import dev.sluice.policy.PolicyBundleException;
import dev.sluice.policy.life.PolicyRegister;
import dev.sluice.policy.life.ReleasedBundles;
import java.util.Optional;

/** Which bundle a node decides with: the one in force, from the program where it has it and else from the register. */
final class BundleInForce {
    private final PolicyRegister register;
    private final BundleChoice choice;

    BundleInForce(Services services, BundleChoice choice) {
        this.register = new PolicyRegister(services.database().dataSource(DatabaseRole.INGEST));
        this.choice = choice;
    }

    /**
     * The bundle to begin with. Where none was ever in force, the one that was chosen is put in force if it ships.
     *
     * @throws BundleNotInForceException if another one was named than is in force, or this program cannot read that one
     */
    PolicyBundle begin(Services services) {
        if (!services.attached()) {
            new ReleasedBundles(services.database().administrator())
                    .putInForce(choice.wanted().digest());
        }
        String digest = digest().orElseThrow(() -> new BundleNotInForceException(
                "bundle " + name(choice.wanted()) + " is not in force, and none is; ./sluice policy add, "
                        + "approve and activate put it in force, or leave --bundle out"));
        if (choice.named() && !digest.equals(choice.wanted().digest())) {
            throw new BundleNotInForceException("bundle " + name(choice.wanted()) + " was named, and " + digest
                    + " is in force; leave --bundle out, or put it in force with ./sluice policy activate");
        }
        return load(digest);
    }

    /** The digest of the one in force now. */
    Optional<String> digest() {
        return register.inForce();
    }

    /**
     * The bundle of that digest, with its slots filled.
     *
     * @throws BundleNotInForceException if this program cannot read it, or its slots are not those that were filled
     */
    PolicyBundle load(String digest) {
        if (digest.equals(choice.wanted().digest())) {
            return choice.wanted();
        }
        try {
            return choice.fill().apply(register.load(digest));
        } catch (PolicyBundleException | IllegalStateException | IllegalArgumentException unreadable) {
            throw new BundleNotInForceException("bundle " + digest
                    + " is in force, and this program cannot decide with it: " + unreadable.getMessage());
        }
    }

    private static String name(PolicyBundle bundle) {
        return bundle.name() + " " + bundle.version() + " (" + bundle.digest() + ")";
    }
}
