package dev.raghub.aggregate;

import dev.raghub.corpus.Item;
import java.util.List;

/// A piece of a question, from one word to before another.
sealed interface Part {
  int from();

  int to();

  /// Says what is wanted.
  ///
  /// @param words as they stand there
  record Marker(Form form, String words, int from, int to) implements Part {}

  /// A word for the rows of a source; of several sources where it is ambiguous.
  record Mention(List<MappedSource> sources, int from, int to) implements Part {
    public Mention {
      sources = List.copyOf(sources);
    }

    boolean means(String source) {
      return sources.stream().anyMatch(each -> each.name().equals(source));
    }
  }

  /// Names a row.
  ///
  /// @param rows that have the name or key
  /// @param keyed whether it does so by type and key, as "order 10248" does
  record Named(List<Item> rows, boolean keyed, int from, int to) implements Part {
    public Named {
      rows = List.copyOf(rows);
    }
  }

  /// A time.
  record When(Period period, int from, int to) implements Part {}

  /// The name of a column, of two words or more.
  record Column(int from, int to) implements Part {}

  /// Any other word.
  ///
  /// @param unsure rows of this name, which is written as if it were none
  record Other(Token token, List<Item> unsure, int from) implements Part {
    public Other {
      unsure = List.copyOf(unsure);
    }

    @Override
    public int to() {
      return from + 1;
    }
  }
}
