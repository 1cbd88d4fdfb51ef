package dev.raghub.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random writes of a shop's tables, none of which fails.
public final class ShopEdits {
  private static final List<String> WORDS =
      List.of("Ghent", "Li Wei", "lantern", "Runa Tveit", "rope", "harbour", "Ostvik", "tar");

  private final Random random;

  public ShopEdits(Random random) {
    this.random = random;
  }

  public List<String> next(int count) {
    List<String> edits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      edits.add(next());
    }
    return edits;
  }

  private String next() {
    int id = 1 + random.nextInt(6);
    int other = 1 + random.nextInt(6);
    String code = List.of("a,b", "b", "c%").get(random.nextInt(3));
    return switch (random.nextInt(17)) {
      case 0 -> "INSERT INTO town VALUES (%d, '%s') ON CONFLICT DO NOTHING".formatted(id, text());
      case 1 -> "UPDATE town SET name = '%s' WHERE id = %d".formatted(text(), id);
      case 2 -> "DELETE FROM town WHERE id = " + id;
      case 3, 4 ->
          "INSERT INTO customer SELECT %d, '%s', 'gold', min(id) FROM town ON CONFLICT (id) DO UPDATE SET name = excluded.name, town_id = excluded.town_id"
              .formatted(id, text());
      case 5 ->
          "UPDATE customer SET partner_id = (SELECT min(id) FROM customer WHERE id <> %1$d), level = 'blue', seen = now() WHERE id = %1$d"
              .formatted(id);
      case 6 -> "DELETE FROM customer WHERE id = " + id;
      case 7, 8 ->
          "INSERT INTO purchase SELECT %d, 'open', '%s and %s.', max(id) FROM customer ON CONFLICT (id) DO UPDATE SET note = excluded.note"
              .formatted(id, text(), text());
      case 9 -> "UPDATE purchase SET status = 'paid' WHERE id <= " + id;
      case 10 ->
          "UPDATE purchase SET id = %d WHERE id = %d AND NOT EXISTS (SELECT FROM purchase WHERE id = %1$d)"
              .formatted(other, id);
      case 11 -> "DELETE FROM purchase WHERE id = " + id;
      case 12 ->
          "INSERT INTO tag VALUES ('%s', '%s') ON CONFLICT (code) DO UPDATE SET name = excluded.name"
              .formatted(code, text());
      case 13 ->
          "INSERT INTO purchase_tag SELECT id, '%s' FROM purchase WHERE id = %d AND EXISTS (SELECT FROM tag WHERE code = '%1$s') ON CONFLICT DO NOTHING"
              .formatted(code, id);
      case 14 -> "DELETE FROM purchase_tag WHERE purchase_id = " + id;
      case 15 ->
          "UPDATE purchase SET secrecy = '%s' WHERE id = %d"
              .formatted(List.of("", "hr", "hr, board").get(random.nextInt(3)), id);
      default -> rare(id, other);
    };
  }

  private String rare(int id, int other) {
    return switch (random.nextInt(3)) {
      case 0 -> "TRUNCATE purchase CASCADE";
      case 1 ->
          "UPDATE customer SET id = %d WHERE id = %d AND NOT EXISTS (SELECT FROM customer WHERE id = %1$d)"
              .formatted(other, id);
      default ->
          "UPDATE tag SET code = 'b' WHERE code = 'c%' AND NOT EXISTS (SELECT FROM tag WHERE code = 'b')";
    };
  }

  private String text() {
    return WORDS.get(random.nextInt(WORDS.size())) + " " + random.nextInt(3);
  }
}
