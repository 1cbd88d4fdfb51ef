package dev.raghub.graph;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much of the graphs is kept in memory.
@ConfigMapping(prefix = "raghub.graph")
public interface GraphSettings {
  /// Megabytes for the graphs of all workspaces together. Beyond, the graphs of the workspaces that
  /// were asked least recently are dropped; they are loaded again when asked. The graph of the
  /// workspace in use is always kept.
  @WithDefault("1024")
  int budget();

  /// Changes that are applied to a graph in memory in one step; beyond, it is loaded anew behind
  /// the queries.
  @WithDefault("1000")
  int changeLimit();
}
