package dev.raghub.cache;

import dev.raghub.analysis.QuestionTerms;
import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.QuestionVector;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Serving;
import dev.raghub.answer.Statement;
import dev.raghub.answer.Verification;
import dev.raghub.corpus.ItemId;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A kept answer.
///
/// @param question as it was asked
/// @param verification where a model wrote the answer
/// @param receipt of making it
/// @param revision the workspace's when the answer was made, or last found to be up to date
/// @param vector the question's embedding as half-precision numbers, in Base64; empty where it had
///   none
record Entry(
    String question,
    String text,
    List<Statement> statements,
    List<Citation> citations,
    Optional<Verification> verification,
    Receipt receipt,
    long revision,
    Instant madeAt,
    Evidence evidence,
    String vector) {

  static Entry of(Place place, Answer answer, Retrieval seen, Instant now) {
    return new Entry(
        place.inquiry().question().text(),
        answer.text(),
        answer.statements(),
        answer.citations(),
        answer.verification(),
        answer.receipt(),
        place.revision(),
        now,
        Evidence.of(seen),
        seen.vector().map(vector -> halved(vector.values())).orElse(""));
  }

  /// The rows that must be there as they were for the answer to be served: what decided and what is
  /// cited. What was only found beside them may change.
  Set<ItemId> grounds() {
    return Stream.concat(
            evidence.decisiveItems().stream(),
            citations.stream().map(citation -> ItemId.of(citation.source(), citation.key())))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Whether a row it rests on has changed since it was made or last found to be up to date.
  ///
  /// @param changed revisions of the rows' last changes
  boolean outdatedBy(Map<ItemId, Long> changed) {
    return grounds().stream().anyMatch(item -> changed.getOrDefault(item, 0L) > revision);
  }

  Entry atRevision(long later) {
    return new Entry(
        question,
        text,
        statements,
        citations,
        verification,
        receipt,
        later,
        madeAt,
        evidence,
        vector);
  }

  /// The answer, as it is served now.
  ///
  /// @param similarity where it was found by meaning
  Answer served(String how, OptionalDouble similarity, Instant now) {
    return plain()
        .served(
            new Serving(
                how,
                Optional.of(question),
                similarity.isPresent() ? Optional.of(similarity.getAsDouble()) : Optional.empty(),
                Optional.of(Duration.between(madeAt, now)),
                receipt.cost()));
  }

  Answer plain() {
    return new Answer(
        true,
        text,
        statements,
        citations,
        new Retrieval(List.of(), List.of(), 0, Optional.empty(), QuestionTerms.of(Map.of())),
        Receipt.withoutModel(receipt.tier(), receipt.passagesRetrieved())
            .saving(receipt.cost().add(receipt.saved())),
        Optional.empty(),
        Optional.empty(),
        verification,
        List.of(),
        Serving.MISS);
  }

  Optional<QuestionVector> questionVector() {
    if (vector.isEmpty()) {
      return Optional.empty();
    }
    ShortBuffer halves = ByteBuffer.wrap(Base64.getDecoder().decode(vector)).asShortBuffer();
    float[] values = new float[halves.remaining()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.float16ToFloat(halves.get(i));
    }
    return Optional.of(new QuestionVector(values));
  }

  private static String halved(float[] values) {
    ByteBuffer halves = ByteBuffer.allocate(values.length * Short.BYTES);
    for (float value : values) {
      halves.putShort(Float.floatToFloat16(value));
    }
    return Base64.getEncoder().encodeToString(halves.array());
  }
}
