package dev.raghub.rest;

import dev.raghub.answer.Caching;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Question;
import dev.raghub.answer.Ranking;
import dev.raghub.answer.Tier;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A question as it arrives.
public record QuestionRequest(
    @Schema(
            required = true,
            examples = "Which deploy caused incident INC-2031?",
            minLength = 1,
            maxLength = Question.MAX_TEXT)
        @Nullable String question,
    @Schema(description = "passages at most", minimum = "1", maximum = "100", defaultValue = "8")
        Optional<Integer> limit,
    @Schema(description = "show how each passage was ranked", defaultValue = "false")
        Optional<Boolean> explain,
    @Schema(
            description = "who has to answer; left out: whom the workspace's policy chooses",
            enumeration = {"extractive", "local", "remote"})
        Optional<String> tier) {

  private Question toQuestion() {
    return new Question(
        Body.text("question", question),
        limit.orElse(Question.DEFAULT_LIMIT),
        Ranking.GRAPH,
        explain.orElse(false));
  }

  /// The question with who asks it.
  Inquiry toInquiry(Caching caching, String request, String key) {
    return new Inquiry(toQuestion(), tier.map(Tier::of), caching, request, key);
  }
}
