package dev.raghub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.raghub.TestPostgres;
import dev.raghub.eval.PostgresScript;
import dev.raghub.source.Problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Drafts, checks and reads three databases that many people know. Needs their dumps beside the
/// project, in `../shared/data/sql`.
class KnownDatabasesIT {
  private static final Path DUMPS = Path.of("../shared/data/sql");
  private static final int BATCH = 500;

  @Test
  void readsPagilaWithFilmsTheirActorsAndRentals() throws Exception {
    Map<String, List<SourceRow>> rows = readDrafted("pagila", "pagila_neon.sql");

    SourceRow dinosaur = titled(rows, "film", "ACADEMY DINOSAUR");
    assertThat(titles(dinosaur, "actors")).contains("PENELOPE GUINESS", "MARY KEITEL").hasSize(10);
    assertThat(titles(dinosaur, "categories")).containsExactly("Documentary");
    assertThat(titles(dinosaur, "language")).containsExactly("English");
    assertThat(dinosaur.embed()).isTrue();
    assertThat(titles(titled(rows, "actor", "PENELOPE GUINESS"), "films"))
        .contains("ACADEMY DINOSAUR");
    SourceRow rental = rows.getOrDefault("rental", List.of()).getFirst();
    assertThat(titles(rental, "customer")).hasSize(1);
    assertThat(rental.title())
        .isEqualTo("CHARLOTTE HUNTER, BLANKET BEVERLY, 47 MySakila Drive, 2022-05-24 21:53:30 UTC");
    assertThat(rows.get("payment")).hasSize(16049);
    assertThat(rows).doesNotContainKeys("film_actor", "payment_p2022_01", "customer_list");
  }

  @Test
  void readsChinookWithAlbumsPlaylistsAndManagers() throws Exception {
    Map<String, List<SourceRow>> rows = readDrafted("chinook", "chinook_postgresql.sql");

    assertThat(titles(titled(rows, "album", "Let There Be Rock"), "artist"))
        .containsExactly("AC/DC");
    assertThat(titles(titled(rows, "employee", "Jane Peacock"), "reports to"))
        .containsExactly("Nancy Edwards");
    assertThat(titles(titled(rows, "playlist", "Grunge"), "tracks")).contains("Man In The Box");
    assertThat(titles(titled(rows, "track", "Man In The Box"), "playlists")).contains("Grunge");
  }

  @Test
  void readsNorthwindWithOrdersByCustomerAndEmployee() throws Exception {
    Map<String, List<SourceRow>> rows = readDrafted("northwind", "northwind.sql");

    SourceRow order = keyed(rows, "orders", "10248");
    assertThat(order.title()).isEqualTo("Vins et alcools Chevalier, 1996-07-04");
    assertThat(titles(order, "employee")).containsExactly("Steven Buchanan");
    assertThat(titles(order, "ship via")).containsExactly("Federal Shipping");
    assertThat(titles(titled(rows, "employees", "Nancy Davolio"), "reports to"))
        .containsExactly("Andrew Fuller");
    assertThat(rows.get("order_details")).hasSize(2155);
    assertThat(keyed(rows, "order_details", "10248,11").title())
        .isEqualTo("Vins et alcools Chevalier, 1996-07-04, Queso Cabrales");
  }

  private static Map<String, List<SourceRow>> readDrafted(String workspace, String dump)
      throws IOException, SQLException {
    Path file = DUMPS.resolve(dump);
    assumeTrue(Files.exists(file), "needs " + file + ", which is not part of the repository");
    String url = TestPostgres.freshDatabase();
    PostgresScript.run(url, file);
    Map<String, List<SourceRow>> rows = new LinkedHashMap<>();
    DatabaseAddress address = DatabaseAddress.of(url);
    try (PostgresSource source = PostgresSource.connect(address)) {
      Draft draft = SchemaDraft.draft(source.sampledCatalog(), workspace, address);
      Files.createDirectories(Path.of("target/drafts"));
      Files.writeString(Path.of("target/drafts", workspace + ".yaml"), draft.yaml());
      assertThat(MappingYaml.read(workspace, draft.yaml())).isEqualTo(draft.mapping());
      Mapping mapping = draft.mapping();
      assertThat(MappingCheck.check(mapping, source.catalog(mapping)))
          .noneMatch(problem -> problem.severity() != Severity.INFO);
      PostgresReader reader = source.reader(mapping);
      long begun = System.nanoTime();
      for (SourceMapping each : mapping.sources()) {
        rows.put(each.name(), read(reader, each));
      }
      report(workspace, rows, System.nanoTime() - begun);
    }
    assertEachRowOnce(url, rows);
    return rows;
  }

  private static List<SourceRow> read(PostgresReader reader, SourceMapping source) {
    List<SourceRow> rows = new ArrayList<>();
    reader.read(source, BATCH, batch -> batch.forEach(row -> rows.add((SourceRow) row)));
    return rows;
  }

  private static void report(String workspace, Map<String, List<SourceRow>> rows, long nanos)
      throws IOException {
    StringBuilder text = new StringBuilder();
    long all = rows.values().stream().mapToLong(List::size).sum();
    text.append(all).append(" rows, ").append(all * 1_000_000_000L / nanos).append(" rows/s\n");
    rows.forEach(
        (name, read) -> {
          text.append("\n== ").append(name).append(' ').append(read.size()).append('\n');
          read.stream().limit(3).forEach(row -> text.append(row).append('\n'));
        });
    Files.writeString(Path.of("target/drafts", workspace + ".rows.txt"), text);
  }

  private static void assertEachRowOnce(String url, Map<String, List<SourceRow>> rows)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (var each : rows.entrySet()) {
        String table = PostgresNames.quote("public") + "." + PostgresNames.quote(each.getKey());
        try (ResultSet count = statement.executeQuery("SELECT count(*) FROM " + table)) {
          count.next();
          assertThat(each.getValue()).as(each.getKey()).hasSize(count.getInt(1));
        }
        assertThat(each.getValue().stream().map(SourceRow::key)).doesNotHaveDuplicates();
      }
    }
  }

  private static SourceRow titled(Map<String, List<SourceRow>> rows, String source, String title) {
    return rows.getOrDefault(source, List.of()).stream()
        .filter(row -> row.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static SourceRow keyed(Map<String, List<SourceRow>> rows, String source, String key) {
    return rows.getOrDefault(source, List.of()).stream()
        .filter(row -> row.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> titles(SourceRow row, String name) {
    return row.links().stream().filter(link -> link.name().equals(name)).map(Link::title).toList();
  }
}
