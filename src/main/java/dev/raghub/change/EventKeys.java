package dev.raghub.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where an event names rows: pointers into its JSON, as RFC 6901 has them, with `*` for every
/// element of a list. `/pull_request/number` is a key; `/repository/full_name,/number` one of two
/// columns; `/commits/*/added/*|/commits/*/removed/*` has two places.
///
/// @param places by place, the pointers of the key's columns
record EventKeys(List<List<String>> places) {
  EventKeys {
    places = List.copyOf(places);
  }

  /// Reads the setting; CONFIGURATION_INVALID where it is none.
  static EventKeys of(String setting, String text) {
    List<List<String>> places = new ArrayList<>();
    for (String place : text.split("\\|", -1)) {
      List<String> columns = Stream.of(place.split(",", -1)).map(String::strip).toList();
      if (!columns.stream().allMatch(column -> column.matches("(/[^/]+)+"))) {
        throw new RaghubException(
            ErrorCode.CONFIGURATION_INVALID,
            setting
                + " is '%s'; expected pointers such as /pull_request/number or /commits/*/id"
                    .formatted(text));
      }
      places.add(columns);
    }
    return new EventKeys(places);
  }

  /// The keys that an event names, each by its columns. A column that stands once belongs to every
  /// row.
  Set<List<String>> of(JsonNode event) {
    Set<List<String>> keys = new LinkedHashSet<>();
    for (List<String> columns : places) {
      List<List<Optional<String>>> values =
          columns.stream().map(column -> values(event, column)).toList();
      int rows = values.stream().mapToInt(List::size).max().orElse(0);
      if (values.stream().allMatch(each -> each.size() == rows || each.size() == 1)) {
        for (int row = 0; row < rows; row++) {
          int at = row;
          List<String> key =
              values.stream()
                  .map(each -> each.size() == 1 ? each.getFirst() : each.get(at))
                  .flatMap(Optional::stream)
                  .toList();
          if (key.size() == columns.size()) {
            keys.add(key);
          }
        }
      }
    }
    return keys;
  }

  /// Without a value where an event leaves it out, so that those of other rows keep their places.
  private static List<Optional<String>> values(JsonNode event, String pointer) {
    List<JsonNode> found = List.of(event);
    for (String step : pointer.substring(1).split("/", -1)) {
      found =
          found.stream()
              .flatMap(
                  node -> step.equals("*") ? node.valueStream() : Stream.of(node.path(name(step))))
              .toList();
    }
    return found.stream()
        .map(
            node ->
                node.isTextual() || node.isIntegralNumber()
                    ? Optional.of(node.asText())
                    : Optional.<String>empty())
        .toList();
  }

  private static String name(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }
}
