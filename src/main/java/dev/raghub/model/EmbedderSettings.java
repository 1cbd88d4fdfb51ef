package dev.raghub.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What turns texts into vectors.
@ConfigMapping(prefix = "raghub.embedder")
public interface EmbedderSettings {
  /// `in-process` (bge-small-en-v1.5), `ollama`, or `openai` and all that speaks like it.
  @WithDefault("in-process")
  Kind kind();

  /// Where the server listens.
  Optional<URI> url();

  /// The model's id there.
  Optional<String> model();

  /// Whether texts leave the building.
  @WithDefault("false")
  boolean remote();

  /// The API key. Give it by environment variable or by `key-file`.
  Optional<String> key();

  /// A file whose first line is the API key.
  Optional<Path> keyFile();

  /// What the model wants before questions; unset = what is known of the model, or nothing.
  Optional<String> questionPrefix();

  /// What it wants before passages.
  Optional<String> passagePrefix();

  /// The cosine that a question and a passage have that has nothing to do with it.
  @WithDefault("0.5")
  double unrelatedCosine();

  /// The cosine that a question and a passage mostly have that answers it.
  @WithDefault("0.7")
  double relatedCosine();

  /// Texts of one request.
  @WithDefault("32")
  int batch();

  /// After which a request is given up.
  @WithDefault("30s")
  Duration timeout();

  /// Where vectors come from.
  enum Kind {
    IN_PROCESS,
    OLLAMA,
    OPENAI
  }
}
