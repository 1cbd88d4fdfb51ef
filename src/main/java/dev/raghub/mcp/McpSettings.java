package dev.raghub.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How much agents are told at once.
@ConfigMapping(prefix = "raghub.mcp")
public interface McpSettings {
  /// Tokens of a tool's answer at most, as OpenAI's models count them.
  @WithDefault("1000")
  int maxTokens();
}
