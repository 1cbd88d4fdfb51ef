package dev.raghub.merge;

import dev.raghub.document.Assertion;
import dev.raghub.document.Document;
import dev.raghub.source.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Documents out of so few words that they keep getting into each other's way: titles, aliases,
/// links, facets, capitalised names and codes collide, names of one stand in the text of others,
/// and some documents say the same.
final class RandomDocuments {
  private static final List<String> NAMES =
      List.of(
          "Blue Harbor",
          "Harbor",
          "blue",
          "Blue Harbor Bank of Ghent",
          "Minka",
          "Li Wei",
          "LI WEI",
          "Offline Mode",
          "offline",
          "TCK-1042",
          "FEAT-OFFLINE",
          "v2.14.1",
          "2024",
          "ab",
          "東京",
          "東京タワー",
          "Café Ｎord",
          // Its capital has no composed form, its small letter has one.
          "J\u030Cana",
          "Straße",
          "ops@harbor.example",
          "one two three four five six",
          "one two three four five six seven");
  private static final List<String> TEMPLATES =
      List.of(
          "The %s was seen with %s near the station.",
          "%s and %s are closed, said Minka.",
          "We asked %s. Then %s answered!",
          "It concerns %s (see %s, https://harbor.example/v1/a and /v1/lessons).",
          "東京で%sと%sに会った。",
          "- status: %s %s",
          "- %s, then %s",
          "# %s or %s",
          "- owner: Blue Harbor of %s %s");
  private static final int MANY_CHARACTERS = 1_300;

  private final Random random;
  private final int sources;
  private final int keys;
  private final boolean embed;

  RandomDocuments(Random random, int sources, int keys, boolean embed) {
    this.random = random;
    this.sources = sources;
    this.keys = keys;
    this.embed = embed;
  }

  /// A document of any source and key.
  Document next() {
    return next(source(), key());
  }

  private Document next(String source, String key) {
    String title = random.nextInt(10) == 0 ? source + " " + key : name();
    List<String> names = some(3);
    if (random.nextInt(3) > 0) {
      names.add(title);
    }
    return new Document(
        source,
        key,
        random.nextBoolean() ? source : "thing",
        title,
        names,
        some(2),
        random.nextInt(5) == 0 ? "Everybody says this about Minka and Blue Harbor." : body(),
        links(),
        assertions(),
        embed && random.nextBoolean());
  }

  private List<Assertion> assertions() {
    List<Assertion> assertions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      assertions.add(new Assertion(name(), "knows", name()));
    }
    return assertions;
  }

  String source() {
    return "s" + random.nextInt(sources);
  }

  String key() {
    return Integer.toString(random.nextInt(keys));
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private List<String> some(int most) {
    List<String> some = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      some.add(name());
    }
    return some;
  }

  private String body() {
    StringBuilder body = new StringBuilder();
    boolean lengthy = random.nextInt(8) == 0;
    int lines = random.nextInt(5);
    for (int i = 0; lengthy ? body.length() < MANY_CHARACTERS : i < lines; i++) {
      String template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
      body.append(template.formatted(name(), name())).append(random.nextBoolean() ? "\n" : "\n\n");
    }
    return body.toString();
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      links.add(new Link(random.nextBoolean() ? "owner" : "part", source(), key(), name()));
    }
    return links;
  }
}
