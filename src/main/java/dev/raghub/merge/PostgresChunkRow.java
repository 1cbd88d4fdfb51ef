package dev.raghub.merge;

import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.Sentence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A stored chunk, for its words: whether it is embedded is not asked.
final class PostgresChunkRow {
  private PostgresChunkRow() {}

  /// @param row with `id`, `ordinal`, `sentences` and `free`
  static Chunk of(ResultSet row) throws SQLException {
    String[] texts = (String[]) row.getArray("sentences").getArray();
    Boolean[] free = (Boolean[]) row.getArray("free").getArray();
    List<Sentence> sentences = new ArrayList<>(texts.length);
    for (int i = 0; i < texts.length; i++) {
      sentences.add(new Sentence(texts[i], free[i]));
    }
    return new Chunk(new ChunkId(row.getLong("id")), row.getInt("ordinal"), sentences, false);
  }
}
