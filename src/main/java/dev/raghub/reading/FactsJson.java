package dev.raghub.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/// Facts as they are kept, so that they outlive a change of the rules that read them.
final class FactsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FactsJson() {}

  static String write(List<Fact> facts) {
    try {
      return JSON.writeValueAsString(facts);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static List<Fact> read(String text) {
    try {
      return List.of(JSON.readValue(text, Fact[].class));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("stored facts do not parse", broken);
    }
  }
}
