package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.change.Await;
import dev.raghub.rest.Client;
import java.util.List;
import java.util.Optional;

/// The end by which all that happened before is judged.
final class Same {
  private static final List<String> GAUGES =
      List.of("raghub_change_behind", "raghub_change_oldest_seconds");

  private Same() {}

  /// In tables, in the indexes of every gateway and in its gauges.
  static void asBuiltAnew(Fleet fleet, Filled filled) {
    Client admin = fleet.admin(0);
    Filled built = Filled.from(filled.shop(), admin);
    assertThat(filled.tables()).containsExactlyElementsOf(built.tables());
    List<String> index = built.indexes(admin, fleet.indexes(0));
    for (int place = 0; place < fleet.size(); place++) {
      Client gateway = fleet.admin(place);
      assertThat(filled.indexes(gateway, fleet.indexes(place)))
          .as("index of " + place)
          .containsExactlyElementsOf(index);
      Await.until("gauges of " + place, () -> gaugesAreZero(gateway));
    }
    built.erase(admin);
  }

  static boolean gaugesAreZero(Client admin) {
    String metrics = admin.get("/q/metrics", Optional.empty()).body();
    return GAUGES.stream()
        .allMatch(
            gauge -> metrics.lines().anyMatch(line -> line.matches(gauge + "(\\{.*})? 0(\\.0)?")));
  }
}
