package dev.raghub.eval;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A kind of question about one schema, as `eval/sql/*.yaml` has it.
///
/// @param id unique in its schema
/// @param joins how many joins the question needs
/// @param wordings ways to ask it, with `{slots}`
/// @param sql gives one instance a row: a column for each slot, `answer` and `gold`, both `text[]`
/// @param computed why no gold row shows the answer; empty = one does
record SqlTemplate(String id, int joins, List<String> wordings, String sql, String computed) {
  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");
  private static final ObjectMapper YAML =
      new YAMLMapper().setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));

  SqlTemplate {
    wordings = List.copyOf(wordings);
    if (id.isBlank() || joins < 0 || wordings.isEmpty() || sql.isBlank()) {
      throw broken("template \"" + id + "\" lacks its id, wordings or sql");
    }
  }

  /// The templates of a schema, in the order of their file.
  static List<SqlTemplate> of(String schema) {
    String resource = "eval/sql/" + schema + ".yaml";
    try (InputStream file = SqlTemplate.class.getClassLoader().getResourceAsStream(resource)) {
      if (file == null) {
        throw new RaghubException(
            ErrorCode.INVALID_REQUEST,
            "schema \"%s\" has no templates; expected one of %s"
                .formatted(schema, SqlGold.SCHEMAS));
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new RaghubException(ErrorCode.INTERNAL, resource + " is not readable", unreadable);
    }
  }

  static List<SqlTemplate> parse(String yaml) {
    try {
      return List.copyOf(YAML.readerForListOf(SqlTemplate.class).readValue(yaml));
    } catch (JsonProcessingException wrong) {
      throw new RaghubException(ErrorCode.INTERNAL, "the templates do not parse", wrong);
    }
  }

  /// A wording about an instance. Slots are filled in one pass, so braces in a value stay.
  String ask(int wording, Map<String, String> slots) {
    return SLOT.matcher(wordings.get(wording))
        .replaceAll(slot -> Matcher.quoteReplacement(value(slot, slots)));
  }

  private String value(MatchResult slot, Map<String, String> slots) {
    String value = slots.get(slot.group(1));
    if (value == null) {
      throw broken(
          "template \"%s\" asks about {%s}; expected one of the columns %s"
              .formatted(id, slot.group(1), slots.keySet()));
    }
    return value;
  }

  static RaghubException broken(String message) {
    return new RaghubException(ErrorCode.INTERNAL, message);
  }
}
