package dev.raghub.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How answers are kept.
@ConfigMapping(prefix = "raghub.cache")
public interface CacheSettings {
  /// Whether answers are kept and served at all.
  @WithDefault("true")
  boolean enabled();

  /// How long an answer is kept; being served does not lengthen it.
  @WithDefault("24h")
  Duration ttl();

  /// The largest entry that is kept, in bytes as it lies in Redis.
  @WithDefault("65536")
  int maxEntry();

  /// How many questions of a partition are compared by meaning, the latest.
  @WithDefault("10000")
  int maxQuestions();

  /// How many partitions' questions this gateway holds in memory, the latest used.
  @WithDefault("64")
  int maxPartitions();

  /// Added to every cosine that the gate asks for: 0 for the embedder in process; another embedder
  /// needs its own, see `raghub eval cache`.
  @WithDefault("0")
  double similarityShift();

  /// The share of answers served by meaning, 0 to 1, that are made anew behind the caller's back
  /// and compared.
  @WithDefault("0.05")
  double shadowShare();

  /// The share of such answers, 0 to 1, that may turn out wrong before a workspace loses them.
  @WithDefault("0.01")
  double falseHits();

  /// How long an equal question waits for the answer that is being made.
  @WithDefault("60s")
  Duration flight();

  /// How often changed rows are looked for whose answers are then taken out of Redis.
  @WithDefault("5s")
  Duration purge();
}
