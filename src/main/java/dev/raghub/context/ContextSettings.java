package dev.raghub.context;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How context blocks are made.
@ConfigMapping(prefix = "raghub.context")
public interface ContextSettings {
  /// Whose tokens a block's ceiling counts where the caller does not say: `openai` (the larger
  /// count of o200k_base and cl100k_base), one of these, p50k_base, r50k_base, or `estimate`, an
  /// over-estimate for other models, on English by about half.
  @WithDefault("openai")
  String tokenizer();

  /// From how many of the best passages a block is chosen.
  @WithDefault("20")
  int passages();
}
