package dev.raghub.change;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.RowChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may tell of the changes of one source, by its secrets.
///
/// @param events where events name rows, by their names; empty = Standard Webhooks
record WebhookEndpoint(
    String name,
    String workspace,
    String source,
    List<WebhookSigner> secrets,
    Map<String, EventKeys> events) {
  WebhookEndpoint {
    secrets = List.copyOf(secrets);
    events = Map.copyOf(events);
  }

  /// All endpoints that are set; CONFIGURATION_INVALID where one cannot be right. A secret belongs
  /// to one endpoint alone, because it tells which workspace is meant.
  static List<WebhookEndpoint> of(Map<String, WebhookSettings.Endpoint> settings) {
    List<WebhookEndpoint> endpoints = new ArrayList<>();
    Set<WebhookSigner> known = new HashSet<>();
    settings.forEach(
        (name, endpoint) -> {
          Map<String, EventKeys> events = events(name, endpoint);
          List<WebhookSigner> secrets =
              WebhookSecrets.read(setting(name), endpoint.secrets(), endpoint.secretsFile())
                  .stream()
                  .map(
                      text ->
                          events.isEmpty()
                              ? WebhookSecrets.standard(setting(name), text)
                              : github(name, text))
                  .toList();
          if (!secrets.stream().allMatch(known::add)) {
            throw invalid(name, "secrets", "hold one that is set twice; give each its own");
          }
          endpoints.add(
              new WebhookEndpoint(name, endpoint.workspace(), endpoint.source(), secrets, events));
        });
    return List.copyOf(endpoints);
  }

  boolean signed(WebhookDelivery delivery) {
    boolean found = false;
    for (WebhookSigner secret : secrets) {
      found |= secret.signed(delivery);
    }
    return found;
  }

  /// The changes of which a delivery tells.
  List<RowChange> told(WebhookDelivery delivery) {
    return switch (delivery) {
      case WebhookDelivery.Standard standard -> WebhookPayload.read(source, standard.body());
      case WebhookDelivery.Github github ->
          WebhookPayload.read(
              source, Optional.ofNullable(events.get(github.event())), github.body());
    };
  }

  private static Map<String, EventKeys> events(String name, WebhookSettings.Endpoint endpoint) {
    Map<String, EventKeys> events = new HashMap<>();
    endpoint
        .pushKeys()
        .ifPresent(keys -> events.put("push", EventKeys.of(setting(name, "push-keys"), keys)));
    endpoint
        .pullRequestKeys()
        .ifPresent(
            keys ->
                events.put("pull_request", EventKeys.of(setting(name, "pull-request-keys"), keys)));
    return events;
  }

  private static WebhookSigner github(String name, String text) {
    return GithubSecret.of(text)
        .orElseThrow(
            () -> invalid(name, "secrets", "hold one that is none: expected 16 to 256 characters"));
  }

  private static RaghubException invalid(String name, String key, String how) {
    return new RaghubException(ErrorCode.CONFIGURATION_INVALID, setting(name, key) + " " + how);
  }

  private static String setting(String name, String key) {
    return setting(name) + "." + key;
  }

  private static String setting(String name) {
    return "raghub.webhook." + name;
  }
}
