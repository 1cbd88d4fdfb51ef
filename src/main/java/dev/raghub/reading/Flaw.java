package dev.raghub.reading;

import java.util.Locale;

/// Why a completion is refused. Its code stands in the list of failures; none of the reasons holds
/// a tenant's text.
enum Flaw {
  /// The model told nothing of a text in which at least two names are known.
  EMPTY("no fact, though at least two names are known in the text"),
  /// Facts came, but none of them is in the text.
  INVENTED("no fact whose names the text says"),
  /// The model stopped at its most tokens.
  CUT_OFF("the completion reached its most tokens; raise raghub.extraction.max-output-tokens"),
  /// The server read less of the prompt than was sent.
  PROMPT_CUT("the server read far fewer tokens than were sent; raise its context size"),
  /// The endpoint withheld the text.
  WITHHELD("the endpoint withheld the completion"),
  /// The schema came back instead of facts.
  SCHEMA_ECHOED("the model repeated the schema"),
  /// No JSON in which a fact could be found.
  NOT_JSON("the completion is no JSON and holds no fact that can be read");

  private final String reason;

  Flaw(String reason) {
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  /// The stable code, such as `prompt-cut`.
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
