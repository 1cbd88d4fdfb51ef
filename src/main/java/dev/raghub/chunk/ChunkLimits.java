package dev.raghub.chunk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How documents are cut.
@ConfigMapping(prefix = "raghub.chunk")
public interface ChunkLimits {
  /// The most characters of a chunk: about 300 tokens of English, well inside bge-small's window of
  /// 512.
  @WithDefault("1200")
  int maxCharacters();

  /// The most chunks of a document; a longer one is refused as a whole.
  @WithDefault("2000")
  int maxChunks();
}
