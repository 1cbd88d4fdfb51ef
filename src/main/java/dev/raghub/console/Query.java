package dev.raghub.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters behind an address, as far as they are given.
final class Query {
  private final Map<String, String> given = new LinkedHashMap<>();

  Query with(String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
    return this;
  }

  String text() {
    return given.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", given.isEmpty() ? "" : "?", ""));
  }
}
