package dev.raghub.aggregate;

import dev.raghub.document.Document;
import dev.raghub.source.Mapping;
import dev.raghub.source.MappingYaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A shop to ask about: its mapping, some rows, the values of its facets. What is read in a
/// question stands in one line: form, column, source, filters; or `none`; or the code with which
/// the question is declined.
final class Shop {
  static final Mapping SHOP = MappingYaml.read(Path.of("src/test/resources/aggregate/shop.yaml"));
  private static final Map<String, List<String>> FACETS =
      Map.of(
          "status", List.of("open", "paid", "in_progress", "On Hold"),
          "priority", List.of("high", "low", "open"));
  static final ReadRows ROWS = rows();

  static final QuestionReader READER = new QuestionReader();

  private Shop() {}

  private static ReadRows rows() {
    ReadRows rows = new ReadRows();
    row(rows, "customer", "1", "Ida Blom");
    row(rows, "customer", "2", "Noor Haddad");
    row(rows, "customer", "3", "O'Brien & Sons");
    row(rows, "customer", "4", "The Last Resort");
    row(rows, "customer", "5", "Kim Berg");
    row(rows, "customer", "6", "Kim Berg");
    row(rows, "employee", "1", "Ana Silva");
    row(rows, "employee", "2", "Ben Okoro");
    row(rows, "team", "1", "Blue");
    row(rows, "city", "1", "Oslo");
    row(rows, "city", "2", "Bergen");
    row(rows, "country", "1", "Norway");
    row(rows, "product", "1", "blue chair");
    row(rows, "product", "2", "Green Lamp");
    row(rows, "category", "1", "New");
    row(rows, "category", "2", "Garden");
    row(rows, "product", "3", "Garden");
    row(rows, "orders", "10248", "Ida Blom, 2026-03-01");
    row(rows, "customer", "7", "Grand Total");
    row(rows, "documents", "1", "Pushed Note");
    return rows;
  }

  private static void row(ReadRows rows, String source, String key, String title) {
    rows.add(
        new Document(
            source, key, source, title, List.of(title), List.of(), title, List.of(), false));
  }

  /// What is read in a question, in one line.
  static String read(String question) {
    Reading reading =
        READER.read(
            question,
            List.of(SHOP),
            ROWS,
            rows -> rows.name().equals("orders") ? FACETS : Map.of());
    return switch (reading) {
      case Reading.None _ -> "none";
      case Reading.Refused refused -> refused.reason().code();
      case Reading.Asked asked ->
          "%s %s%s"
              .formatted(
                  asked.wish().form().operation(),
                  asked.column().isEmpty() ? "" : asked.column() + " of ",
                  String.join(
                      "; ",
                      Stream.concat(Stream.of(asked.wish().rows().name()), asked.texts().stream())
                          .toList()));
    };
  }
}
