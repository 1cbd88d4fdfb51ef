package dev.raghub.change;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may tell of the changes of one source, by its secrets.
record WebhookEndpoint(String name, String workspace, String source, List<WebhookSecret> secrets) {
  private static final int MAX_SECRETS = 5;

  WebhookEndpoint {
    secrets = List.copyOf(secrets);
  }

  /// All endpoints that are set; CONFIGURATION_INVALID where one cannot be right. A secret belongs
  /// to one endpoint alone, because it tells which workspace is meant.
  static List<WebhookEndpoint> of(Map<String, WebhookSettings.Endpoint> settings) {
    List<WebhookEndpoint> endpoints = new ArrayList<>();
    Set<WebhookSecret> known = new HashSet<>();
    settings.forEach(
        (name, endpoint) -> {
          List<WebhookSecret> secrets =
              texts(name, endpoint).stream().map(text -> secret(name, text)).toList();
          if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
            throw invalid(
                name, "secrets", "are %d; expected 1 to %d".formatted(secrets.size(), MAX_SECRETS));
          }
          if (!secrets.stream().allMatch(known::add)) {
            throw invalid(name, "secrets", "hold one that is set twice; give each its own");
          }
          endpoints.add(
              new WebhookEndpoint(name, endpoint.workspace(), endpoint.source(), secrets));
        });
    return List.copyOf(endpoints);
  }

  boolean signed(WebhookDelivery delivery) {
    boolean found = false;
    for (WebhookSecret secret : secrets) {
      found |= secret.signed(delivery);
    }
    return found;
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

  private static WebhookSecret secret(String name, String text) {
    return WebhookSecret.of(text)
        .orElseThrow(
            () ->
                invalid(
                    name,
                    "secrets",
                    "hold one that is none: expected whsec_ and 24 to 64 bytes in base64"));
  }

  private static RaghubException invalid(String name, String key, String how) {
    return new RaghubException(
        ErrorCode.CONFIGURATION_INVALID, "raghub.webhook.%s.%s %s".formatted(name, key, how));
  }
}
