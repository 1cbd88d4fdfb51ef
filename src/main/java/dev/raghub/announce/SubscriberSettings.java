package dev.raghub.announce;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is told by webhook that runs ended.
@ConfigMapping(prefix = "raghub.subscriber")
public interface SubscriberSettings {
  /// By name: `raghub.subscriber.NAME.…`.
  @WithParentName
  Map<String, Entry> subscribers();

  /// One of them.
  interface Entry {
    /// Where the webhooks go.
    URI url();

    /// The workspaces of which it is told; a subscriber that is a tenant's is told of its own.
    List<String> workspaces();

    /// Of `run.finished`, `run.failed`, which.
    @WithDefault("run.finished,run.failed")
    List<String> events();

    /// Secrets of the form `whsec_…`, all of which sign: two while one takes the other's place.
    Optional<List<String>> secrets();

    /// A file with a secret a line.
    Optional<Path> secretsFile();
  }
}
