package dev.raghub.change;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the secrets of those who send webhooks or get them, out of the settings.
public final class WebhookSecrets {
  private static final int MAX = 5;

  private WebhookSecrets() {}

  /// One to five texts; CONFIGURATION_INVALID where there are more or fewer.
  ///
  /// @param setting the part of the settings' names before `.secrets`
  static List<String> read(
      String setting, Optional<List<String>> listed, Optional<Path> secretsFile) {
    List<String> texts = new ArrayList<>(listed.orElse(List.of()));
    secretsFile.ifPresent(file -> texts.addAll(lines(setting, file)));
    List<String> secrets = texts.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
    if (secrets.isEmpty() || secrets.size() > MAX) {
      throw invalid("%s.secrets are %d; expected 1 to %d".formatted(setting, secrets.size(), MAX));
    }
    return secrets;
  }

  /// The same as secrets of Standard Webhooks.
  public static List<WebhookSecret> standard(
      String setting, Optional<List<String>> listed, Optional<Path> secretsFile) {
    return read(setting, listed, secretsFile).stream()
        .map(text -> standard(setting, text))
        .toList();
  }

  static WebhookSecret standard(String setting, String text) {
    return WebhookSecret.of(text)
        .orElseThrow(
            () ->
                invalid(
                    setting
                        + ".secrets hold one that is none: expected whsec_ and 24 to 64 bytes in base64"));
  }

  private static List<String> lines(String setting, Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw invalid(
          "%s.secrets-file '%s' cannot be read: make it readable for the gateway's user"
              .formatted(setting, file));
    }
  }

  private static RaghubException invalid(String how) {
    return new RaghubException(ErrorCode.CONFIGURATION_INVALID, how);
  }
}
