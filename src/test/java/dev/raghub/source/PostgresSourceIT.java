package dev.raghub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.TestPostgres;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import org.junit.jupiter.api.Test;

class PostgresSourceIT {
  private final DatabaseAddress address = DatabaseAddress.of(TestPostgres.freshDatabase());

  @Test
  void saysWhyItCannotConnectWithoutASecret() {
    DatabaseAddress nowhere =
        new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/none", "ada", "hush-hush");
    DatabaseAddress wrong = new DatabaseAddress(address.url(), address.user(), "hush-hush");
    DatabaseAddress missing =
        new DatabaseAddress(address.url() + "_none", address.user(), address.password());

    assertRefused(nowhere, ErrorCode.SOURCE_UNREACHABLE, "127.0.0.1:1/none");
    assertRefused(wrong, ErrorCode.SOURCE_CREDENTIALS_REFUSED, address.place());
    assertRefused(missing, ErrorCode.SOURCE_UNREACHABLE, missing.place());
    assertThat(wrong.toString()).doesNotContain("hush");
  }

  private static void assertRefused(DatabaseAddress refused, ErrorCode code, String place) {
    assertThatThrownBy(() -> PostgresSource.connect(refused).close())
        .isInstanceOfSatisfying(RaghubException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(place)
        .hasMessageNotContaining("hush");
  }
}
