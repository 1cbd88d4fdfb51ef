package dev.raghub.aggregate;

import dev.raghub.source.Mapping;
import dev.raghub.source.SourceMapping;

/// A source and the mapping that it belongs to.
record MappedSource(Mapping mapping, SourceMapping source) {
  String name() {
    return source.name();
  }
}
