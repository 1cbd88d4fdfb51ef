package dev.raghub.corpus;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A row of the table of chunks.
public final class PostgresChunkRow {
  private PostgresChunkRow() {}

  /// @param row with `id`, `ordinal`, `sentences`, `free` and `embed`
  public static Chunk of(ResultSet row) throws SQLException {
    String[] texts = (String[]) row.getArray("sentences").getArray();
    Boolean[] free = (Boolean[]) row.getArray("free").getArray();
    List<Sentence> sentences = new ArrayList<>(texts.length);
    for (int i = 0; i < texts.length; i++) {
      sentences.add(new Sentence(texts[i], free[i]));
    }
    return new Chunk(
        new ChunkId(row.getLong("id")), row.getInt("ordinal"), sentences, row.getBoolean("embed"));
  }
}
