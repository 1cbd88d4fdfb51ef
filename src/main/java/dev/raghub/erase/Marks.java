package dev.raghub.erase;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/// By what an erased row or document would be known again. Held in memory while it is searched for,
/// and written down nowhere.
///
/// @param numbers of the item and its chunks
/// @param hashes of its texts that no other text has
/// @param texts of it that no other document says
/// @param shared how many of its texts others say too, so that to find them proves nothing
record Marks(
    String source,
    String key,
    long item,
    List<Long> numbers,
    List<UUID> hashes,
    List<String> texts,
    int shared) {
  Marks {
    numbers = List.copyOf(numbers);
    hashes = List.copyOf(hashes);
    texts = List.copyOf(texts);
  }

  Map<String, Integer> counts() {
    return Map.of(
        "sourceAndKey",
        1,
        "numbers",
        numbers.size(),
        "hashes",
        hashes.size(),
        "texts",
        texts.size(),
        "textsOthersSayToo",
        shared);
  }
}
