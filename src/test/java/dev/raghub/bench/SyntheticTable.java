package dev.raghub.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// A customer's table of articles by authors, made up from a seed: two sentences of
/// Zipf-distributed English words, about 300 characters, that name other articles by title; one in
/// ten refers to another by number as well.
///
/// @param articles how many
public record SyntheticTable(int articles) {
  private static final long SEED = 20_251_126;
  private static final int ARTICLES_OF_AN_AUTHOR = 50;
  private static final int REFERRING = 10;
  private static final int SENTENCES = 2;

  /// Makes both tables and fills them.
  public void create(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE author (id int PRIMARY KEY, name text NOT NULL)");
      statement.execute(
          "CREATE TABLE article (id int PRIMARY KEY, title text NOT NULL, body text NOT NULL, author_id int NOT NULL)");
    }
    Chance chance = new Chance(SEED);
    SyntheticNames names = new SyntheticNames(chance, articles);
    SyntheticText text = new SyntheticText(chance, names);
    copy(
        connection,
        "author",
        authors(),
        // Nobody is called as an article is.
        author -> author + "\t" + names.item(articles + author).title());
    copy(connection, "article", articles, id -> article(id - 1, names, text));
    try (var statement = connection.createStatement()) {
      statement.execute("ALTER TABLE article ADD FOREIGN KEY (author_id) REFERENCES author");
      statement.execute("ANALYZE");
    }
  }

  public int authors() {
    return Math.max(1, articles / ARTICLES_OF_AN_AUTHOR);
  }

  private String article(int item, SyntheticNames names, SyntheticText text) {
    String body =
        text.article(item, item).stream()
            .limit(SENTENCES)
            .map(line -> line.sentence().text())
            .collect(Collectors.joining(" "));
    SplittableRandom random = new SplittableRandom(SEED + item);
    String reference =
        random.nextInt(REFERRING) == 0
            ? " See article %d for more.".formatted(1 + random.nextInt(articles))
            : "";
    return String.join(
        "\t",
        Integer.toString(item + 1),
        names.item(item).title(),
        body + reference,
        Integer.toString(1 + random.nextInt(authors())));
  }

  /// @param row a line by its number, from 1
  private static void copy(Connection connection, String table, int rows, IntFunction<String> row)
      throws SQLException {
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
    for (int i = 1; i <= rows; i++) {
      byte[] line = (row.apply(i) + "\n").getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(line, 0, line.length);
    }
    copy.endCopy();
  }
}
