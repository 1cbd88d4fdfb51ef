package dev.raghub.eval;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.List;

/// A question whose answer and evidence SQL has found.
///
/// @param id unique in all sets of one seed: `pagila-rental-staff-01`
/// @param schema the known database that it asks about
/// @param template the kind of question, unique in its schema
/// @param joins how many joins an SQL statement needs from what is named to what is asked
/// @param answers the strings that a right answer contains, as they stand in the database
/// @param gold the rows to cite as `source:key`, by the names and keys of a drafted mapping
@JsonPropertyOrder({"id", "schema", "template", "joins", "question", "answer", "gold"})
public record SqlQuestion(
    String id,
    String schema,
    String template,
    int joins,
    String question,
    @JsonProperty("answer") List<String> answers,
    List<String> gold) {
  public SqlQuestion {
    answers = List.copyOf(answers);
    gold = List.copyOf(gold);
    if (id.isBlank() || question.isBlank() || answers.isEmpty() || gold.isEmpty()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "question \"%s\" lacks its id, text, answer or gold rows; expected all of them"
              .formatted(id));
    }
  }
}
