package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.db.testing.TestDatabase;
import dev.sluice.db.testing.TestServices;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Whether two spellings of a login are one person; in doubt they are. */
class SamePersonIntegrationTests {
    private static TestDatabase database;
    private static JdbcClient admin;

    @BeforeAll
    static void open() {
        database = TestServices.database();
        admin = JdbcClient.create(new DriverManagerDataSource(database.adminUrl()));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void loginsThatAreNoIdentifiersAreComparedByWhatTheySay() {
        String hex = "hex:" + HexFormat.of().formatHex("Jané Roé".getBytes(StandardCharsets.UTF_8));
        String wide = "hex:" + HexFormat.of().formatHex("ｊane.roe".getBytes(StandardCharsets.UTF_8));
        assertThat(same(hex, hex)).isTrue();
        assertThat(same("jane.roe", wide)).as("full width letters").isTrue();
        assertThat(same("jane.roe", "john.doe")).isFalse();
        assertThat(same("иван", "пётр")).isFalse();
        assertThat(same("jane.roe", "hex:ff")).isFalse();
        assertThat(same("...", "john.doe")).as("nobody in particular").isFalse();
        assertThat(same("CLINIC/", "john.doe")).as("nobody at all").isTrue();
    }

    private static boolean same(String one, String other) {
        return admin.sql("select sluice.same_person(:one, :other)")
                .param("one", one)
                .param("other", other)
                .query(Boolean.class)
                .single();
    }
}
