package dev.raghub.change;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.RowChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int MAX_SECRETS = 5;

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
              texts(name, endpoint).stream()
                  .map(text -> events.isEmpty() ? standard(name, text) : github(name, text))
                  .toList();
          if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw invalid(
                name, "secrets", "are %d; expected 1 to %d".formatted(secrets.size(), MAX_SECRETS));
          }
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

  private static List<String> texts(String name, WebhookSettings.Endpoint endpoint) {
    List<String> texts = new ArrayList<>(endpoint.secrets().orElse(List.of()));
    endpoint.secretsFile().ifPresent(file -> texts.addAll(lines(name, file)));
    return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  private static List<String> lines(String name, Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw invalid(
          name,
          "secrets-file",
          "'%s' cannot be read: make it readable for the gateway's user".formatted(file));
    }
  }

  private static WebhookSigner github(String name, String text) {
    return GithubSecret.of(text)
        .orElseThrow(
            () -> invalid(name, "secrets", "hold one that is none: expected 16 to 256 characters"));
  }

  private static WebhookSigner standard(String name, String text) {
    return WebhookSecret.of(text)
        .orElseThrow(
            () ->
                invalid(
                    name,
                    "secrets",
                    "hold one that is none: expected whsec_ and 24 to 64 bytes in base64"));
  }

  private static RaghubException invalid(String name, String key, String how) {
    return new RaghubException(ErrorCode.CONFIGURATION_INVALID, setting(name, key) + " " + how);
  }

  private static String setting(String name, String key) {
    return "raghub.webhook.%s.%s".formatted(name, key);
  }
}
