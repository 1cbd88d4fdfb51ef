package dev.raghub.model;

/// Says what an answer to a schema is worth, before anybody else sees it. Whoever owns the schema
/// and can read more than whole JSON brings a judge of its own; [#STRICT] is for everybody else.
@FunctionalInterface
public interface Judge {
  /// Takes the JSON object that the schema describes, whole, wherever it stands in the text.
  Judge STRICT = JsonAnswer::judge;

  /// Depends on the two alone, and is called once for each completion.
  ///
  /// @param schema the prompt's, as text
  Verdict of(Completion completion, String schema);

  /// What becomes of a completion.
  sealed interface Verdict {
    /// It is the answer.
    record Useful(Completion completion) implements Verdict {}

    /// The model is asked again, in another way, as long as retries last; then this is the answer,
    /// because whoever asked wants to see what came and what it cost.
    ///
    /// @param how goes on after "the answer of the endpoint"
    record Doubtful(Completion completion, String how) implements Verdict {}

    /// The model is asked again, in another way, as long as retries last; then the call fails with
    /// MODEL_MALFORMED.
    ///
    /// @param how as above
    record Useless(String how) implements Verdict {}
  }
}
