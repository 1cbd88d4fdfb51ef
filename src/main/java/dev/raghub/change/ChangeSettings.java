package dev.raghub.change;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How changes of rows are queued and applied.
@ConfigMapping(prefix = "raghub.change")
public interface ChangeSettings {
  /// Whether this gateway applies changes and listens to triggers.
  @WithDefault("true")
  boolean enabled();

  /// Workspaces whose changes are applied at a time.
  @WithDefault("4")
  int workers();

  /// Changes of a workspace applied in one step, after which another workspace has its turn.
  @WithDefault("50")
  int batch();

  /// How often is looked for changes whose turn has come and, where no notification came, in the
  /// queues of triggers.
  @WithDefault("5s")
  Duration poll();

  /// After which a change that is being applied is taken to have lost its gateway.
  @WithDefault("5m")
  Duration lease();

  /// How many times a change is tried before it becomes a dead letter.
  @WithDefault("6")
  int attempts();

  /// Changes of a workspace that may wait; beyond, webhooks are turned away and triggers' queues
  /// are left alone.
  @WithDefault("50000")
  int maxBacklog();

  /// Entries taken from a trigger's queue in one step.
  @WithDefault("500")
  int takeBatch();

  /// How often is looked whether a mapping's database has triggers now.
  @WithDefault("30s")
  Duration look();

  /// How long a webhook's id is remembered. Longer than its sender tries again.
  @WithDefault("7d")
  Duration webhookMemory();

  /// How long a session at a source is kept for the next change.
  @WithDefault("1m")
  Duration sessionIdle();
}
