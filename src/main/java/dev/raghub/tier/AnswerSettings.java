package dev.raghub.tier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// How questions are answered in workspaces that have no policy of their own.
@ConfigMapping(prefix = "raghub.answer")
public interface AnswerSettings {
  /// The endpoint of the local tier; unset = answers are quoted.
  Optional<String> local();

  /// The endpoint of the remote tier.
  Optional<String> remote();

  /// When the remote tier is asked: `never`, `hard` or `always`.
  @WithDefault("never")
  Policy.RemoteUse remoteUse();

  /// How likely, 0 to 1, the local tier has to be right for a question not to be hard.
  @WithDefault("0.5")
  double threshold();

  /// The ceiling of the context block that models are shown, in tokens.
  @WithDefault("800")
  int maxTokens();
}
