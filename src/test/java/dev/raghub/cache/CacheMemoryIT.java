package dev.raghub.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.TestWorkspaces;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Statement;
import dev.raghub.cache.Evidence.Piece;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What many entries take in Redis. `-Draghub.entries=100000` measures as many; the figure is
/// written to `target/cache-memory.txt`.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class CacheMemoryIT {
  /// Bytes an entry, its key and its place among the latest questions included, that
  /// `docs/cache.md` states.
  private static final int STATED = 2_500;

  private static final int DIMENSIONS = 384;
  private static final int PASSAGES = 20;
  private static final int A_PARTITION = 10_000;
  private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");
  private static final List<String> WORDS =
      List.of(
          "ticket",
          "refund",
          "gateway",
          "seat",
          "invoice",
          "plan",
          "lesson",
          "deploy",
          "cause",
          "workspace",
          "token",
          "limit",
          "caption",
          "course",
          "export",
          "mail",
          "key",
          "audit");

  @Inject RedisDataSource redis;
  @Inject RedisEntries entries;
  @Inject CacheSettings settings;
  @Inject PostgresWorkspaces workspaces;

  private final Random random = new Random(7);

  @Test
  void takesWhatIsStatedAndAllOfItEnds() throws IOException {
    int wanted = Integer.getInteger("raghub.entries", 2_000);
    Workspace workspace = TestWorkspaces.fresh(workspaces, "memory");
    List<Partition> partitions =
        IntStream.rangeClosed(0, (wanted - 1) / A_PARTITION)
            .mapToObj(number -> new Partition(workspace, "memory" + number))
            .toList();
    long before = used();

    for (int i = 0; i < wanted; i++) {
      Partition partition = partitions.get(i / A_PARTITION);
      assertThat(entries.keep(partition, Partition.question("q" + i), entry(i), Instant.now()))
          .isTrue();
    }

    double each = (used() - before) / (double) wanted;
    Files.writeString(
        Path.of("target/cache-memory.txt"),
        "%d entries: %.0f bytes each, %.1f MiB in all%n"
            .formatted(wanted, each, each * wanted / (1 << 20)));
    assertThat(each).isLessThan(STATED);
    assertThat(keysOf(workspace)).hasSize(wanted + partitions.size()).allMatch(this::ends);
    assertThat(entries.forget(workspace)).contains((long) wanted + partitions.size());
    assertThat(keysOf(workspace)).isEmpty();
  }

  private boolean ends(String key) {
    long left = redis.key().ttl(key);
    return left > 0 && left <= settings.ttl().toSeconds();
  }

  private List<String> keysOf(Workspace workspace) {
    List<String> keys = new ArrayList<>();
    redis
        .key()
        .scan(new KeyScanArgs().match("raghub:{" + workspace.id().value() + ":*").count(1_000))
        .toIterable()
        .forEach(keys::add);
    return keys;
  }

  private long used() {
    Matcher used = USED.matcher(redis.execute("INFO", "memory").toString());
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1));
  }

  /// Three sentences out of three rows, found among twenty passages, as the sample database's are.
  private Entry entry(int number) {
    List<Statement> statements =
        IntStream.rangeClosed(1, 3).mapToObj(at -> new Statement(words(20), at)).toList();
    Instant now = Instant.now();
    List<Citation> citations =
        IntStream.rangeClosed(1, 3)
            .mapToObj(at -> new Citation(at, "ticket", key(), at, words(5), now))
            .toList();
    List<Piece> pieces =
        IntStream.range(0, PASSAGES).mapToObj(at -> new Piece("ticket", key(), 0, 1)).toList();
    byte[] vector = new byte[2 * DIMENSIONS];
    random.nextBytes(vector);
    return new Entry(
        "What about " + words(6) + " " + number + "?",
        String.join("\n", statements.stream().map(Statement::text).toList()),
        statements,
        citations,
        Optional.empty(),
        Receipt.withoutModel("extractive", PASSAGES),
        number,
        now,
        new Evidence(pieces, 4),
        Base64.getEncoder().encodeToString(vector));
  }

  private String key() {
    return Integer.toString(random.nextInt(1_000_000));
  }

  private String words(int many) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < many; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }
}
