package dev.raghub.model;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Checks the settings of a model's server, and says which key to set to what.
///
/// @param prefix of the keys
record Checks(String prefix) {
  private static final Logger LOG = Logger.getLogger("dev.raghub");

  /// @param remote whether prompts leave the building
  URI url(Optional<URI> chosen, boolean remote) {
    URI url =
        chosen.orElseThrow(
            () ->
                invalid(
                    "url",
                    "is missing: set it to where the server listens, such as http://127.0.0.1:11434"));
    if (!List.of("http", "https").contains(String.valueOf(url.getScheme()))
        || url.getHost() == null) {
      throw invalid("url", "is no http or https address");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null) {
      throw invalid("url", "holds a user or a query: set the key with 'key' or 'key-file'");
    }
    if (remote && url.getScheme().equals("http")) {
      LOG.warnf(
          "%s.url is plain http although the endpoint is remote: its key and all prompts can be read on the way",
          prefix);
    }
    return url;
  }

  String model(Optional<String> chosen) {
    return chosen
        .filter(model -> !model.isBlank())
        .orElseThrow(() -> invalid("model", "is missing: set it to the model's id there"));
  }

  /// From the key itself, or the first line of its file.
  Secret key(Optional<String> chosen, Optional<Path> file) {
    Optional<String> key = chosen.filter(text -> !text.isBlank());
    if (key.isPresent() && file.isPresent()) {
      throw invalid("key-file", "is set beside 'key': set one of them");
    }
    Secret secret =
        file.map(this::read)
            .or(() -> key.map(text -> new Secret(text.strip())))
            .orElse(Secret.NONE);
    // A header with such characters would be refused with a message that quotes it.
    if (!secret.text().chars().allMatch(sign -> sign > ' ' && sign < 0x7f)) {
      throw invalid("key", "holds a blank or a character outside ASCII: set the key alone");
    }
    return secret;
  }

  void atLeast(String key, long value, long least) {
    if (value < least) {
      throw invalid(key, "is %d; expected at least %d".formatted(value, least));
    }
  }

  RaghubException invalid(String key, String how) {
    return new RaghubException(
        ErrorCode.CONFIGURATION_INVALID, "%s.%s %s".formatted(prefix, key, how));
  }

  private Secret read(Path file) {
    try {
      // Not as text: what is no UTF-8 is refused above, without being quoted.
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
          .lines()
          .findFirst()
          .map(line -> new Secret(line.strip()))
          .filter(secret -> !secret.text().isEmpty())
          .orElseThrow(() -> invalid("key-file", "'%s' is empty".formatted(file)));
    } catch (IOException unreadable) {
      throw invalid(
          "key-file",
          "'%s' cannot be read (%s): make it readable for the gateway's user"
              .formatted(file, unreadable.getClass().getSimpleName()));
    }
  }
}
