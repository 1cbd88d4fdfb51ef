package dev.raghub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Types what the README says, as it stands there, into an empty folder. Only the address of the
/// reader's database and the port are the test's own. Runs after packaging, on what was packaged.
class ReadmeIT {
  private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final long MINUTES = 5;

  @TempDir Path folder;

  @BeforeAll
  static void useWhatWasPackaged() throws IOException {
    Path stamp = Path.of("target", ".built");
    if (!Files.exists(stamp)) {
      Files.createFile(stamp);
    }
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
  }

  @Test
  void runsTheDemo() throws Exception {
    assertThat(blocks().getFirst()).isEqualTo("./raghub demo --exit\n");

    Shell demo = run(raghub() + " demo --exit --port " + FreePort.find());

    assertThat(demo.status()).as(demo.output()).isZero();
    assertThat(demo.output())
        .contains("334 documents")
        .contains("incident:8 v1")
        .contains("Not found in this workspace")
        .doesNotContain("FAILED");
  }

  @Test
  void readsTheReadersDatabaseAndServesIt() throws Exception {
    List<String> blocks = blocks();
    assertThat(blocks.get(1)).isEqualTo("./raghub test\n");
    String database = shop();
    int port = FreePort.find();
    String script =
        (blocks.get(2) + blocks.get(3))
            .replace("=secret", "=" + TestPostgres.server().password())
            .replace(
                "jdbc:postgresql://localhost:5432/shop --user shop",
                database.replaceFirst("\\?.*", "") + " --user postgres")
            .replace(
                "8080 &",
                port
                    + " > gateway.log 2>&1 &\nuntil grep -q 'ready at' gateway.log; do sleep 0.2; done")
            .replace("8080", Integer.toString(port))
            .replace("./raghub", raghub());

    Shell shop = run("set -e\ntrap 'kill %1 2>/dev/null; wait' EXIT\n" + script);

    assertThat(shop.status()).as(shop.output()).isZero();
    assertThat(shop.output())
        .contains("wrote etl/shop.yaml: 3 sources")
        .contains("3 sources, 0 errors")
        .contains("made the workspace shop")
        .contains("Ida Blom, 2026-03-01 — product: blue chair")
        .containsPattern("rh_[A-Za-z0-9]{12}_")
        .contains("\"found\":true");
  }

  private static List<String> blocks() throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(Path.of("README.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }

  private static String shop() throws SQLException {
    String url = TestPostgres.freshDatabase();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL UNIQUE, city text);
          CREATE TABLE product (id int PRIMARY KEY, name text NOT NULL UNIQUE, description text);
          CREATE TABLE purchase (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customer,
            product_id int NOT NULL REFERENCES product, bought_on date NOT NULL);
          INSERT INTO customer VALUES (1, 'Ida Blom', 'Oslo'), (2, 'Noor Haddad', 'Leiden');
          INSERT INTO product VALUES (1, 'blue chair', 'A chair of steam-bent beech, stained blue, for rooms that need a colour.'),
            (2, 'green lamp', 'A lamp of brass with a shade of green glass, for desks in corners without a window.');
          INSERT INTO purchase VALUES (1, 1, 1, '2026-03-01'), (2, 2, 2, '2026-03-02');
          """);
    }
    return url;
  }

  private Shell run(String script) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("RAGHUB_PGVECTOR");
    builder.environment().keySet().removeIf(name -> name.startsWith("QUARKUS_"));
    Process process = builder.start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    return new Shell(ended ? process.exitValue() : -1, Files.readString(output));
  }

  private static String raghub() {
    return Path.of("raghub").toAbsolutePath().toString();
  }

  private record Shell(int status, String output) {}
}
