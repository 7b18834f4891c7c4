package dev.sluice.policy.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.db.Database;
import dev.sluice.db.DatabaseRole;
import dev.sluice.db.testing.BundleLife;
import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import dev.sluice.policy.PolicyBundle;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What ships is registered once, decides from the first start on, and gives way to what persons put in force. */
class ReleasedBundlesIntegrationTests {
    private static final String DEFAULT = PolicyBundle.installedDefault().digest();
    private static final String AIRGAP = PolicyBundle.installed("airgap").digest();

    private TestDatabase database;
    private Database asAdministrator;
    private ReleasedBundles released;
    private PolicyRegister register;

    @BeforeEach
    void open() {
        database = TestServices.database();
        asAdministrator = Database.open(database.adminUrl(), database.secretsDir());
        released = new ReleasedBundles(asAdministrator.administrator());
        register = new PolicyRegister(database.dataSource(DatabaseRole.INGEST));
        released.register();
    }

    @AfterEach
    void close() {
        asAdministrator.close();
        database.close();
    }

    @Test
    void theyAreRegisteredOnceProvedAndApprovedByTheRelease() {
        released.register();
        assertThat(register.bundles()).extracting(RegisteredBundle::name).isEqualTo(PolicyBundle.installedNames());
        assertThat(register.bundles()).allSatisfy(one -> {
            assertThat(one.state()).isEqualTo("APPROVED");
            assertThat(one.author()).isEqualTo("release");
            assertThat(one.approver()).contains("release");
            assertThat(register.load(one.digest()).name()).isEqualTo(one.name());
            assertThat(register.report(one.digest())).contains(ReleasedBundles.proof(one.name()));
        });
        assertThat(register.inForce()).as("none decides before a node does").isEmpty();
    }

    @Test
    void theFirstOneIsPutInForceAndNoOtherOneTakesItsPlaceByItself() {
        assertThat(released.putInForce(DEFAULT)).isTrue();
        assertThat(released.putInForce(DEFAULT)).isFalse();
        assertThat(released.putInForce(AIRGAP)).isFalse();
        assertThat(released.putInForce("a".repeat(64))).isFalse();
        assertThat(register.inForce()).contains(DEFAULT);
        assertThat(register.find("default"))
                .first()
                .extracting(RegisteredBundle::state)
                .isEqualTo("IN_FORCE");
    }

    @Test
    void afterAPersonReleasesPutNothingInForce() {
        released.putInForce(DEFAULT);
        BundleLife persons = BundleLife.in(database);
        PolicySteps steps = new PolicySteps(database.dataSource(DatabaseRole.OPERATOR));
        Acting operator = Acting.with(persons.token("OPERATOR"));
        assertThat(steps.activate(AIRGAP, Optional.empty(), "MOVE", operator)).isEqualTo(StepAnswer.ACTIVATED);
        assertThat(register.inForceBefore()).contains(DEFAULT);
        assertThat(released.putInForce(DEFAULT)).isFalse();
        assertThat(register.inForce()).contains(AIRGAP);
        assertThat(steps.rollBack(DEFAULT, "BACK", operator)).isEqualTo(StepAnswer.ACTIVATED);
        assertThat(register.inForce()).contains(DEFAULT);
    }

    @Test
    void noRoleOfANodeRegistersAReleaseOrPutsOneInForce() {
        for (DatabaseRole role : List.of(DatabaseRole.INGEST, DatabaseRole.OPERATOR, DatabaseRole.WORKER_EXTERNAL)) {
            ReleasedBundles attack = new ReleasedBundles(database.dataSource(role));
            assertThatThrownBy(() -> attack.putInForce(AIRGAP)).isInstanceOf(DataAccessException.class);
        }
        assertThat(register.inForce()).isEmpty();
    }

    @Test
    void filesThatAreNotThoseOfTheDigestAreNotLoaded() {
        JdbcClient admin = JdbcClient.create(asAdministrator.administrator());
        admin.sql("alter table sluice.policy_bundle disable trigger append_only")
                .update();
        admin.sql("""
                        update sluice.policy_bundle set content = jsonb_set(content, '{README.md}', '"Another one."')
                         where digest = :digest""").param("digest", AIRGAP).update();
        assertThatThrownBy(() -> register.load(AIRGAP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected the files of bundle " + AIRGAP);
    }
}
