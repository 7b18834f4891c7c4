package dev.sluice.policy.proof;

import dev.sluice.policy.PolicyRule;

/** The proof cannot follow a bundle; the bundle is then not proved. */
final class NotFollowedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient NotFollowed place;

    private NotFollowedException(NotFollowed place) {
        super(place.toString(), null, false, false);
        this.place = place;
    }

    static NotFollowedException schema(String message, String instead) {
        return new NotFollowedException(new NotFollowed("", "schema.cedarschema", 0, message, instead));
    }

    static NotFollowedException policy(PolicyRule rule, String message, String instead) {
        return new NotFollowedException(new NotFollowed(rule.id(), rule.file(), rule.line(), message, instead));
    }

    static NotFollowedException bundle(String message, String instead) {
        return new NotFollowedException(new NotFollowed("", ".", 0, message, instead));
    }

    NotFollowed place() {
        return place;
    }
}
