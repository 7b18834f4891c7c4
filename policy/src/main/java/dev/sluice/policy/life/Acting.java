package dev.sluice.policy.life;

import dev.sluice.audit.Actor;

/**
 * Who acts: a token says which registered person. The database compares it with what it keeps, a salted SHA-256.
 *
 * @param local the login of the machine, for the record of a refusal
 * @param token what the person holds
 */
public record Acting(Actor local, String token) {
    /** The user of this process, with a token. */
    public static Acting with(String token) {
        return new Acting(Actor.localUser(), token);
    }

    /** Keeps the token out of whatever prints this. */
    @Override
    public String toString() {
        return "Acting[" + local.id() + "]";
    }
}
