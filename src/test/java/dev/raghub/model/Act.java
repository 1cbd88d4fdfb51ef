package dev.raghub.model;

import java.util.Map;

/// How a scripted server meets a request.
public sealed interface Act {
  static Act say(String... pieces) {
    return new Speak(Speech.of(pieces), Manner.PLAIN);
  }

  static Act refuse(int status) {
    return new Refuse(status, Map.of(), "{\"error\":{\"message\":\"no\"}}");
  }

  /// Streams an answer.
  record Speak(Speech speech, Manner manner) implements Act {}

  /// Answers with a status and this body.
  record Refuse(int status, Map<String, String> headers, String body) implements Act {}

  /// Answers with status 200 and this JSON.
  record Json(String body) implements Act {}

  /// Takes the request and never answers.
  record Hang() implements Act {}

  /// Takes the request and breaks the connection.
  record Reset() implements Act {}

  /// How an answer is streamed.
  enum Manner {
    PLAIN,
    /// Lines end with carriage return and line feed.
    CRLF,
    /// A byte at a time, for ever.
    DRIP,
    /// The first event of text holds half of its JSON.
    HALF_JSON,
    /// Breaks the connection after the first piece.
    RESET_MIDWAY,
    /// Ends the stream in good order after the first piece.
    END_MIDWAY
  }
}
