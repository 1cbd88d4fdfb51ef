package dev.raghub.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.change.Await;
import dev.raghub.rest.Client;
import dev.raghub.source.DatabaseAddress;
import dev.raghub.source.DecodingPlan;
import dev.raghub.source.Lsn;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import dev.raghub.source.PostgresDecoding;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.PostgresWal;
import dev.raghub.source.RowChange;
import dev.raghub.source.SourceRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log names rows by the same keys as a run that reads them.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(DecodedByHand.class)
class WalKeysIT {
  private static final String SLOT = "raghub_keys";

  @TempDir Path folder;

  private final String database =
      "keys_" + UUID.randomUUID().toString().substring(0, 13).replace('-', '_');
  private DatabaseAddress address;
  private Mapping mapping;

  @BeforeEach
  void make() throws IOException {
    Client.sql("postgres", "CREATE DATABASE " + database);
    Client.sql(
        database,
        "CREATE TYPE colour AS ENUM ('red', 'blue')",
        "CREATE TABLE item (n numeric, f float8, t timestamptz, d date, b boolean, c char(6), u uuid, e colour, w text, note text, PRIMARY KEY (n, f, t, d, b, c, u, e, w))",
        "ALTER TABLE item ALTER w SET STORAGE EXTERNAL, ALTER note SET STORAGE EXTERNAL");
    Path file = folder.resolve("keys.yaml");
    Files.writeString(
        file,
        """
        workspace: keys
        database:
          url: %s
          user: ${NOT_SET:%s}
          password: ${NOT_SET:%s}
        sources:
          - name: item
            table: item
            key: [n, f, t, d, b, c, u, e, w]
            title: [n]
            text: [note]
        """
            .formatted(
                Client.database(database),
                Client.setting("raghub.test.superuser"),
                Client.setting("raghub.test.superuser-password")));
    mapping = MappingYaml.read(file);
    address = mapping.database().resolve(Map.<String, String>of()::get);
  }

  @AfterEach
  void drop() {
    Client.sql(
        database,
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database() AND NOT active");
  }

  @Test
  void namesRowsOfAllTypesOfKeysAsARunDoes() {
    try (PostgresDecoding decoding = PostgresDecoding.connect(address)) {
      DecodingPlan plan = decoding.plan(mapping);
      assertThat(plan.untold()).isEmpty();
      decoding.publish(SLOT, plan.tables());
      Lsn from = decoding.makeSlot(SLOT);
      try (PostgresWal wal = PostgresWal.stream(address, SLOT, from)) {
        WalReader reader = new WalReader(wal, new RowTeller(plan), from, Clock.systemUTC());
        Client.sql(
            database,
            "INSERT INTO item VALUES (1.50, 0.1, '2026-03-29 01:30:00.25+02', '2026-02-28', true, 'ab', gen_random_uuid(), 'red', repeat('x', 2000), repeat('n', 9000))",
            "INSERT INTO item VALUES (100000000000000000000.001, 1e-7, '1999-12-31 23:59:59-08', '0044-03-15 BC', false, 'ünï', gen_random_uuid(), 'blue', 'a,b%', NULL)");

        List<RowChange> told = told(reader, 2);
        assertThat(told).extracting(RowChange::key).containsExactlyInAnyOrderElementsOf(keys());

        Client.sql(database, "UPDATE item SET note = 'Another.'");
        assertThat(told(reader, 2))
            .extracting(RowChange::key)
            .containsExactlyInAnyOrderElementsOf(keys());
        List<String> old = keys();
        Client.sql(database, "UPDATE item SET b = NOT b", "DELETE FROM item");
        List<RowChange> moved = told(reader, 6);
        assertThat(moved)
            .filteredOn(change -> change.kind() == RowChange.Kind.DELETE)
            .extracting(RowChange::key)
            .containsAll(old);
      }
    }
  }

  /// As a run reads them.
  private List<String> keys() {
    try (PostgresSource source = PostgresSource.connect(address)) {
      List<String> keys = new ArrayList<>();
      source
          .reader(mapping)
          .read(
              mapping.sources().getFirst(),
              100,
              List.of(),
              page -> page.rows().forEach(row -> keys.add(((SourceRow) row).key())));
      return keys;
    }
  }

  private static List<RowChange> told(WalReader reader, int count) {
    List<RowChange> told = new ArrayList<>();
    Await.until(
        "told",
        () -> {
          told.addAll(reader.read().changes());
          return told.size() >= count;
        });
    return told;
  }
}
