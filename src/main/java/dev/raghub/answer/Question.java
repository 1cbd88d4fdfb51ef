package dev.raghub.answer;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.Optional;

/// What is asked.
///
/// @param text 1 to 2,000 characters
/// @param limit how many passages at most, 1 to 100
/// @param explained whether passages come with the reasons for their place
/// @param vector its embedding, where finding the workspace took it already
public record Question(
    String text, int limit, Ranking ranking, boolean explained, Optional<QuestionVector> vector) {
  public static final int DEFAULT_LIMIT = 8;
  public static final int MAX_LIMIT = 100;
  public static final int MAX_TEXT = 2_000;

  /// A question that nothing was done with yet.
  public Question(String text, int limit, Ranking ranking, boolean explained) {
    this(text, limit, ranking, explained, Optional.empty());
  }

  /// A question as most callers ask it.
  public Question(String text, int limit) {
    this(text, limit, Ranking.GRAPH, false);
  }

  public Question {
    if (text.isBlank() || text.length() > MAX_TEXT) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'question' has %d characters; expected 1 to %d, not blank"
              .formatted(text.length(), MAX_TEXT));
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'limit' is %d; expected 1 to %d".formatted(limit, MAX_LIMIT));
    }
  }

  /// The same question for at least as many passages.
  public Question atLeast(int passages) {
    return new Question(text, Math.max(limit, passages), ranking, explained, vector);
  }

  /// The same question with its embedding.
  public Question embedded(Optional<QuestionVector> known) {
    return new Question(text, limit, ranking, explained, known);
  }
}
