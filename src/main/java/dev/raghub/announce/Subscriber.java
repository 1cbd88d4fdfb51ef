package dev.raghub.announce;

import dev.raghub.change.WebhookSecret;
import dev.raghub.change.WebhookSecrets;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Who is told.
///
/// @param workspaces of which
/// @param events of which, see [Event]
record Subscriber(
    String name, URI url, Set<String> workspaces, Set<String> events, List<WebhookSecret> secrets) {
  Subscriber {
    workspaces = Set.copyOf(workspaces);
    events = Set.copyOf(events);
    secrets = List.copyOf(secrets);
  }

  /// All that are set; CONFIGURATION_INVALID where one cannot be right.
  static List<Subscriber> of(Map<String, SubscriberSettings.Entry> settings) {
    return settings.entrySet().stream()
        .map(entry -> of(entry.getKey(), entry.getValue()))
        .sorted((one, other) -> one.name().compareTo(other.name()))
        .toList();
  }

  private static Subscriber of(String name, SubscriberSettings.Entry entry) {
    String setting = "raghub.subscriber." + name;
    String scheme = entry.url().getScheme();
    if (entry.url().getHost() == null || !Set.of("http", "https").contains(scheme)) {
      throw invalid(setting + ".url is no address of the web; expected https://…");
    }
    if (!Event.WORDS.containsAll(entry.events())) {
      throw invalid(setting + ".events has an unknown one; expected some of " + Event.WORDS);
    }
    return new Subscriber(
        name,
        entry.url(),
        entry.workspaces().stream().collect(Collectors.toSet()),
        entry.events().stream().collect(Collectors.toSet()),
        WebhookSecrets.standard(setting, entry.secrets(), entry.secretsFile()));
  }

  /// All signatures of a message, with blanks between.
  String sign(String id, String timestamp, byte[] body) {
    return secrets.stream()
        .map(secret -> secret.sign(id, timestamp, body))
        .collect(Collectors.joining(" "));
  }

  private static RaghubException invalid(String how) {
    return new RaghubException(ErrorCode.CONFIGURATION_INVALID, how);
  }
}
