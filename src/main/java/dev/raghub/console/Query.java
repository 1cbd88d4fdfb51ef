package dev.raghub.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters behind an address, as far as they are given.
final class Query {
  private final List<String> given = new ArrayList<>();

  Query with(String name, @Nullable String value) {
    if (value != null) {
      given.add(name + "=" + encoded(value));
    }
    return this;
  }

  String text() {
    return (given.isEmpty() ? "" : "?") + String.join("&", given);
  }

  /// A part of an address. In a path a blank is no plus.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
