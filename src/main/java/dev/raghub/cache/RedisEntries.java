package dev.raghub.cache;

import dev.raghub.workspace.Workspace;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.keys.KeyScanArgs;
import io.quarkus.redis.datasource.sortedset.ScoreRange;
import io.quarkus.redis.datasource.sortedset.ZRangeArgs;
import io.quarkus.redis.datasource.value.SetArgs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Entries in Redis. All keys of a workspace begin with its prefix, in braces, so that a cluster
/// keeps them in one slot; every key has a time to live.
///
///     raghub:{workspace:incarnation}:a:<partition>:<question>   an entry
///     raghub:{workspace:incarnation}:q:<partition>              the latest questions, by time
///
/// Works on Redis 6 to 8 and Valkey: no modules, no `KEYS`, `UNLINK` instead of `DEL`.
@ApplicationScoped
public class RedisEntries {
  private static final int SCANNED = 500;

  /// One command, so that there is never a set without a time to live.
  private static final String REMEMBER =
      """
      redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
      redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[3]))
      redis.call('EXPIRE', KEYS[1], ARGV[4])
      return 1
      """;

  private final RedisDataSource redis;
  private final RedisGuard guard;
  private final CacheSettings settings;

  RedisEntries(RedisDataSource redis, RedisGuard guard, CacheSettings settings) {
    this.redis = redis;
    this.guard = guard;
    this.settings = settings;
  }

  /// The entry of a question, if it can be had.
  Optional<Entry> find(Partition partition, String question) {
    return guard
        .ask(
            Optional.<byte[]>empty(),
            () ->
                Optional.ofNullable(
                    redis.value(String.class, byte[].class).get(key(partition, question))))
        .flatMap(EntryFormat::read);
  }

  /// Entries of several questions, those that are there.
  Map<String, Entry> find(Partition partition, List<String> questions) {
    if (questions.isEmpty()) {
      return Map.of();
    }
    String[] keys =
        questions.stream().map(question -> key(partition, question)).toArray(String[]::new);
    Map<String, byte[]> values =
        guard.ask(Map.of(), () -> redis.value(String.class, byte[].class).mget(keys));
    Map<String, Entry> entries = new HashMap<>();
    for (int i = 0; i < keys.length; i++) {
      String question = questions.get(i);
      Optional.ofNullable(values.get(keys[i]))
          .flatMap(EntryFormat::read)
          .ifPresent(entry -> entries.put(question, entry));
    }
    return entries;
  }

  /// Keeps an entry. Returns false where it is too large or Redis did not take it.
  boolean keep(Partition partition, String question, Entry entry, Instant now) {
    byte[] bytes = EntryFormat.write(entry);
    if (bytes.length > settings.maxEntry()) {
      return false;
    }
    return guard.ask(
        false,
        () -> {
          redis
              .value(String.class, byte[].class)
              .set(key(partition, question), bytes, new SetArgs().ex(settings.ttl()));
          redis.execute(
              "EVAL",
              REMEMBER,
              "1",
              questionsKey(partition),
              Long.toString(now.toEpochMilli()),
              question,
              Integer.toString(settings.maxQuestions()),
              Long.toString(settings.ttl().toSeconds()));
          return true;
        });
  }

  /// Puts an entry in place of itself, without lengthening its life.
  void replace(Partition partition, String question, Entry entry) {
    byte[] bytes = EntryFormat.write(entry);
    guard.ask(
        false,
        () -> {
          redis
              .value(String.class, byte[].class)
              .set(key(partition, question), bytes, new SetArgs().xx().keepttl());
          return true;
        });
  }

  /// The questions that were kept since then, by any gateway.
  List<String> since(Partition partition, Instant then) {
    return guard.ask(
        List.of(),
        () ->
            redis
                .sortedSet(String.class)
                .zrangebyscore(
                    questionsKey(partition),
                    ScoreRange.from((double) then.toEpochMilli(), Double.POSITIVE_INFINITY),
                    new ZRangeArgs()));
  }

  /// Takes entries out.
  void forget(Partition partition, List<String> questions) {
    if (!questions.isEmpty()) {
      unlink(questions.stream().map(question -> key(partition, question)).toList());
    }
  }

  /// Takes all that is kept of a workspace out. Returns how many keys that were, or empty where
  /// Redis does not answer.
  Optional<Long> forget(Workspace workspace) {
    long[] gone = {0};
    boolean done = scan(prefix(workspace) + "*", keys -> gone[0] += unlink(keys));
    return done ? Optional.of(gone[0]) : Optional.empty();
  }

  /// All entries of a workspace, in parts. False where Redis does not answer.
  boolean each(Workspace workspace, Consumer<Kept> consumer) {
    return scan(
        prefix(workspace) + "a:*",
        keys -> {
          Map<String, byte[]> values =
              guard.ask(
                  Map.of(),
                  () -> redis.value(String.class, byte[].class).mget(keys.toArray(String[]::new)));
          values.forEach(
              (key, bytes) ->
                  EntryFormat.read(bytes)
                      .ifPresent(entry -> consumer.accept(new Kept(key, bytes.length, entry))));
        });
  }

  /// How many keys of a workspace hold one of these texts, or, without texts, are there at all. An
  /// entry that cannot be read counts: nobody knows what it says. Empty where Redis does not
  /// answer.
  Optional<Long> remains(Workspace workspace, List<String> texts) {
    long[] found = {0};
    boolean done =
        texts.isEmpty()
            ? scan(prefix(workspace) + "*", keys -> found[0] += keys.size())
            : scan(
                prefix(workspace) + "a:*",
                keys ->
                    redis
                        .value(String.class, byte[].class)
                        .mget(keys.toArray(String[]::new))
                        .values()
                        .forEach(bytes -> found[0] += EntryFormat.says(bytes, texts) ? 1 : 0));
    return done ? Optional.of(found[0]) : Optional.empty();
  }

  /// An entry where it lies.
  record Kept(String key, int bytes, Entry entry) {}

  /// Takes keys out, as [#each] names them.
  long unlink(List<String> keys) {
    return keys.isEmpty()
        ? 0
        : guard.ask(0L, () -> (long) redis.key().unlink(keys.toArray(String[]::new)));
  }

  /// The memory that Redis may use and what it does when that is full; empty where it does not say.
  Optional<Limits> limits() {
    return guard.ask(
        Optional.empty(),
        () -> {
          String info = redis.execute("INFO", "memory").toString();
          Map<String, String> lines = new HashMap<>();
          info.lines()
              .map(line -> line.split(":", 2))
              .filter(parts -> parts.length == 2)
              .forEach(parts -> lines.put(parts[0], parts[1].strip()));
          return Optional.of(
              new Limits(
                  Long.parseLong(lines.getOrDefault("used_memory", "0")),
                  Long.parseLong(lines.getOrDefault("maxmemory", "0")),
                  lines.getOrDefault("maxmemory_policy", "unknown")));
        });
  }

  /// @param maxBytes 0 = no limit
  record Limits(long usedBytes, long maxBytes, String policy) {}

  private boolean scan(String pattern, Consumer<List<String>> part) {
    return guard.ask(
        false,
        () -> {
          var cursor = redis.key().scan(new KeyScanArgs().match(pattern).count(SCANNED));
          while (cursor.hasNext()) {
            Set<String> keys = cursor.next();
            if (!keys.isEmpty()) {
              part.accept(new ArrayList<>(keys));
            }
          }
          return true;
        });
  }

  private static String key(Partition partition, String question) {
    return prefix(partition.workspace()) + "a:" + partition.name() + ":" + question;
  }

  private static String questionsKey(Partition partition) {
    return prefix(partition.workspace()) + "q:" + partition.name();
  }

  private static String prefix(Workspace workspace) {
    return "raghub:{" + workspace.id().value() + ":" + workspace.incarnation() + "}:";
  }
}
