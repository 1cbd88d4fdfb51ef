package dev.raghub.aggregate;

import dev.raghub.corpus.Item;
import dev.raghub.source.Aggregation.Condition;
import dev.raghub.source.Aggregation.Holds;
import dev.raghub.source.Aggregation.LeadsTo;
import dev.raghub.source.Aggregation.Within;
import dev.raghub.source.Step;
import java.util.List;

/// Which rows are meant.
sealed interface Filter {
  /// The words of the question that say so, from one to before another.
  int from();

  int to();

  Condition condition();

  /// For people: `customer MARY SMITH`.
  String text();

  /// Those that lead to a row.
  ///
  /// @param keyed whether the question gives its key and not its name
  record Row(Item item, boolean keyed, List<Step> path, String text, int from, int to)
      implements Filter {
    public Row {
      path = List.copyOf(path);
    }

    @Override
    public Condition condition() {
      return new LeadsTo(path, item.key());
    }
  }

  /// Those with a value.
  ///
  /// @param values that read like the words of the question
  record Value(String column, List<String> values, String text, int from, int to)
      implements Filter {
    public Value {
      values = List.copyOf(values);
    }

    @Override
    public Condition condition() {
      return new Holds(column, values);
    }
  }

  /// Those of a time.
  record Time(String text, Period period, int from, int to) implements Filter {
    @Override
    public Condition condition() {
      return new Within(period.from(), period.before());
    }
  }
}
