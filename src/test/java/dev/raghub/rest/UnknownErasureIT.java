package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Erasing what is not there.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class UnknownErasureIT {
  private static final String REGISTERED = "SELECT count(*)::text FROM erasure";

  @TestHTTPResource URI gateway;

  @Test
  void registersNothing() {
    Client admin = Client.admin(gateway);
    Optional<String> workspace = Optional.of(admin.workspace("nothing-to-erase"));
    List<String> before = Superuser.strings(REGISTERED);

    for (String source : List.of("documents", "people")) {
      Answer answer =
          admin.post(
              "/v1/admin/erasures",
              workspace,
              Client.text(Map.of("source", source, "key", "nobody-knows-it")));
      assertThat(answer.status()).as(answer.body()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("not-found");
    }

    assertThat(Superuser.strings(REGISTERED)).isEqualTo(before);
  }
}
