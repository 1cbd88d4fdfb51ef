package dev.raghub.route;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How questions find their workspace.
@ConfigMapping(prefix = "raghub.route")
public interface RouteSettings {
  /// Among how many workspaces may be chosen.
  @WithDefault("20")
  int maxWorkspaces();

  /// After which a workspace that has not been searched is no candidate.
  @WithDefault("5s")
  Duration deadline();

  /// Below it, 0 to 1, a workspace holds nothing near.
  @WithDefault("0.5")
  double near();

  /// From this share of what speaks for the two nearest on, 0.5 to 1, the first is clearly nearer.
  @WithDefault("0.75")
  double clear();
}
