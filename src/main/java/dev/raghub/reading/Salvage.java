package dev.raghub.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads facts out of a model's text, however it wraps and breaks its JSON: thinking before it,
/// code fences and remarks around it, a bare list, quotes within names, typographic quotes, a
/// missing end. Each fact stands for itself, so one that cannot be read costs no other.
final class Salvage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern THOUGHT =
      Pattern.compile(
          "(?s)<think(?:ing)?>.*?</think(?:ing)?>|^.*</think(?:ing)?>|<think(?:ing)?>.*$");
  private static final String KEY = "\"facts\"";
  private static final Pattern LIST = Pattern.compile("\\[\\s*\\{\\s*\"sentence\"");

  /// The keys in the order of the schema; each value runs up to the next key, whatever quotes it
  /// holds.
  private static final Pattern FACT =
      Pattern.compile(
          "\\{\\s*\"sentence\"\\s*:\\s*\"?(\\d{1,4})\"?\\s*,\\s*\"subject\"\\s*:\\s*\"([^\\n]{1,200}?)\"\\s*,"
              + "\\s*\"predicate\"\\s*:\\s*\"([^\"\\n]{1,60})\"\\s*,\\s*\"object\"\\s*:\\s*\"([^\\n{}]{1,200}?)\"\\s*"
              + "(?:,\\s*\"type\"\\s*:\\s*\"([^\"\\n]{0,40})\"\\s*)?\\}");

  private Salvage() {}

  /// A fact as the model wrote it; nothing in it is checked.
  record Said(int sentence, String subject, String predicate, String object, String type) {}

  /// What was found.
  sealed interface Found {
    /// Facts, perhaps none.
    record Facts(List<Said> facts) implements Found {
      public Facts {
        facts = List.copyOf(facts);
      }
    }

    /// No facts, for this reason.
    record Nothing(Flaw flaw) implements Found {}
  }

  static Found read(String completion) {
    String text = THOUGHT.matcher(completion).replaceAll("").strip();
    Optional<JsonNode> facts = facts(text);
    if (facts.isPresent()) {
      return new Found.Facts(said(facts.get()));
    }
    List<Said> pieces = pieces(text.replaceAll("[\u201c\u201d\u201e\u201f\u2033]", "\""));
    if (!pieces.isEmpty()) {
      return new Found.Facts(pieces);
    }
    return new Found.Nothing(text.contains("\"properties\"") ? Flaw.SCHEMA_ECHOED : Flaw.NOT_JSON);
  }

  /// The first list of facts that is whole: in an object, or bare. What stands around it is not
  /// looked at; in a schema `facts` is no list.
  private static Optional<JsonNode> facts(String text) {
    for (int key = text.indexOf(KEY); key >= 0; key = text.indexOf(KEY, key + 1)) {
      Optional<JsonNode> list =
          value(text, text.lastIndexOf('{', key))
              .map(value -> value.path("facts"))
              .filter(JsonNode::isArray);
      if (list.isPresent()) {
        return list;
      }
    }
    Matcher bare = LIST.matcher(text);
    return bare.find() ? value(text, bare.start()).filter(JsonNode::isArray) : Optional.empty();
  }

  private static Optional<JsonNode> value(String text, int start) {
    if (start < 0) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(text.substring(start))) {
      return Optional.ofNullable(parser.readValueAsTree());
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<Said> said(JsonNode facts) {
    List<Said> said = new ArrayList<>();
    for (JsonNode fact : facts) {
      JsonNode sentence = fact.path("sentence");
      int number = sentence.isTextual() ? number(sentence.asText()) : sentence.asInt(-1);
      said.add(
          new Said(
              number,
              fact.path("subject").asText(""),
              fact.path("predicate").asText(""),
              fact.path("object").asText(""),
              fact.path("type").asText("")));
    }
    return said;
  }

  private static List<Said> pieces(String text) {
    List<Said> pieces = new ArrayList<>();
    Matcher fact = FACT.matcher(text);
    while (fact.find()) {
      pieces.add(
          new Said(
              number(fact.group(1)),
              fact.group(2),
              fact.group(3),
              fact.group(4),
              Optional.ofNullable(fact.group(5)).orElse("")));
    }
    return pieces;
  }

  private static int number(String digits) {
    return digits.strip().matches("\\d{1,4}") ? Integer.parseInt(digits.strip()) : -1;
  }
}
