package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the database says no to, by the code with which it does: a misspelt column is no denial. */
final class Denials {
    /** insufficient_privilege: the login may not do this, to this row or at all. */
    private static final String NOT_PERMITTED = "42501";

    /** check_violation: nobody may. */
    private static final String NEVER_SO = "23514";

    /** invalid_parameter_value: not in that form. */
    private static final String NOT_IN_FORM = "22023";

    private Denials() {}

    static void denied(ThrowingCallable attack) {
        refused(NOT_PERMITTED, attack);
    }

    static void impossible(ThrowingCallable attack) {
        refused(NEVER_SO, attack);
    }

    static void malformed(ThrowingCallable attack) {
        refused(NOT_IN_FORM, attack);
    }

    private static void refused(String state, ThrowingCallable attack) {
        assertThatThrownBy(attack)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState())
                                .as(refusal.getMessage())
                                .isEqualTo(state));
    }
}
