package dev.raghub.change;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who may tell of changes by webhook, without an API key.
@ConfigMapping(prefix = "raghub.webhook")
public interface WebhookSettings {
  /// By name: `raghub.webhook.NAME.…`.
  @WithParentName
  Map<String, Endpoint> endpoints();

  /// One of them.
  interface Endpoint {
    /// The workspace whose rows it tells of.
    String workspace();

    /// The source whose rows it tells of, as the mapping calls it.
    String source();

    /// Secrets of the form `whsec_…`, any of which signs: two while one takes the other's place.
    /// Give them by environment variable or by `secrets-file`.
    Optional<List<String>> secrets();

    /// A file with a secret a line.
    Optional<Path> secretsFile();

    /// Where GitHub's `push` events name rows, see [EventKeys]. With this or the next one, the
    /// sender signs as GitHub does, and any text of at least 16 characters is a secret.
    Optional<String> pushKeys();

    /// Where GitHub's `pull_request` events name rows.
    Optional<String> pullRequestKeys();
  }
}
