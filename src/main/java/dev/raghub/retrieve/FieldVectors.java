package dev.raghub.retrieve;

import dev.raghub.graph.FieldName;
import dev.raghub.model.Embedder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The vectors of fields' names, by which "how can I reach her" finds `customer phone` although no
/// word is the same (schema linking). Names of fields are few, and each is embedded once a process.
@ApplicationScoped
public class FieldVectors {
  /// Beyond, nothing more is kept: names that are made up without end are no schema.
  private static final int MAX_KEPT = 20_000;

  private final Embedder embedder;
  private final Map<String, float[]> vectors = new ConcurrentHashMap<>();

  FieldVectors(Embedder embedder) {
    this.embedder = embedder;
  }

  /// The vectors of these fields' phrases.
  Map<FieldName, float[]> of(Collection<FieldName> fields) {
    List<FieldName> missing = new ArrayList<>();
    Map<FieldName, float[]> found = new HashMap<>();
    for (FieldName field : fields) {
      float[] known = vectors.get(field.phrase());
      if (known == null) {
        missing.add(field);
      } else {
        found.put(field, known);
      }
    }
    if (!missing.isEmpty()) {
      List<float[]> computed = embedder.passages(missing.stream().map(FieldName::phrase).toList());
      for (int i = 0; i < missing.size(); i++) {
        found.put(missing.get(i), computed.get(i));
        if (vectors.size() < MAX_KEPT) {
          vectors.put(missing.get(i).phrase(), computed.get(i));
        }
      }
    }
    return found;
  }
}
