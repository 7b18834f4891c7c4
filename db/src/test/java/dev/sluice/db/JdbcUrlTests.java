package dev.sluice.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JdbcUrlTests {
    @Test
    void takesTheCredentialsOutAndKeepsTheRest() {
        JdbcUrl url = JdbcUrl.parse(
                "jdbc:postgresql://db:5433/sluice?user=an%40admin&sslmode=verify-full&password=p%26%3D%2B&connectTimeout=5");
        assertThat(url.user()).hasValue("an@admin");
        assertThat(url.password()).hasValue("p&=+");
        assertThat(url.withoutCredentials())
                .isEqualTo(
                        "jdbc:postgresql://db:5433/sluice?sslmode=verify-full&connectTimeout=5&logServerErrorDetail=false");
    }

    @Test
    void neverLetsTheServersDetailThrough() {
        assertThat(JdbcUrl.parse("jdbc:postgresql:sluice?logServerErrorDetail=true")
                        .withoutCredentials())
                .isEqualTo("jdbc:postgresql:sluice?logServerErrorDetail=false");
        assertThat(JdbcUrl.parse("jdbc:postgresql:sluice").withoutCredentials())
                .isEqualTo("jdbc:postgresql:sluice?logServerErrorDetail=false");
    }

    @Test
    void refusesAnotherDatabaseWithoutShowingTheUrl() {
        assertThatThrownBy(() -> JdbcUrl.parse("jdbc:mysql://db/x?password=s3cr3t"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageNotContaining("s3cr3t");
    }
}
