package dev.raghub.mcp;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Block;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Question;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.rest.Body;
import dev.raghub.rest.Destination;
import dev.raghub.rest.Line;
import dev.raghub.rest.Sources;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.quarkiverse.mcp.server.ToolResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tools that find, answer and read.
@ApplicationScoped
@RunOnVirtualThread
public class QuestionTools {
  /// What every tool says of its argument `workspace`.
  static final String WORKSPACE =
      "which workspace; left out: that of the X-Workspace header, or the key's only one";

  /// What those say of it that take a question.
  static final String WORKSPACES =
      WORKSPACE + "; auto, or names with commas between them: the one that the question belongs to";

  private static final int MAX_KEY = 1_000;
  private static final int MAX_SOURCE = 200;

  private final ToolCalls calls;
  private final Line line;
  private final PostgresCorpus corpus;
  private final PostgresWorkspaces workspaces;
  private final Ceiling ceiling;

  QuestionTools(
      ToolCalls calls,
      Line line,
      PostgresCorpus corpus,
      PostgresWorkspaces workspaces,
      Ceiling ceiling) {
    this.calls = calls;
    this.line = line;
    this.corpus = corpus;
    this.workspaces = workspaces;
    this.ceiling = ceiling;
  }

  @Tool(
      name = "list_workspaces",
      description = "The workspaces that this key may enter, a name a line.",
      annotations = @Tool.Annotations(readOnlyHint = true, openWorldHint = false))
  ToolResponse listWorkspaces() {
    return calls.by(
        "list_workspaces",
        caller ->
            workspaces.list(caller).stream()
                .map(info -> info.id().value())
                .collect(Collectors.joining("\n")));
  }

  @Tool(
      name = "search",
      description =
          "Finds what bears on a question: the best sentences and fields under their sources [n] source:key, packed under a ceiling of tokens. No model is asked.",
      annotations = @Tool.Annotations(readOnlyHint = true, openWorldHint = false))
  ToolResponse search(
      @ToolArg(description = "what to look for, in words, 1 to 2,000 characters") String question,
      @ToolArg(description = "tokens at most, 100 to the gateway's ceiling")
          Optional<Integer> maxTokens,
      @ToolArg(description = WORKSPACES) Optional<String> workspace) {
    return calls.asking(workspace, "search", inside -> found(inside, question, maxTokens));
  }

  private String found(Destination destination, String question, Optional<Integer> maxTokens) {
    int most =
        Math.min(BlockLimits.checked(maxTokens.orElse(ceiling.maxTokens())), ceiling.maxTokens());
    Block block =
        line.retrieve(
                destination,
                new Question(Body.text("question", question), Question.DEFAULT_LIMIT),
                Optional.of(new BlockLimits(most, "openai", false)))
            .block()
            .orElseThrow();
    calls.charge(block.tokens());
    return block.text().isEmpty() ? "Nothing was found." : block.text();
  }

  @Tool(
      name = "ask",
      description =
          "Answers a question from the workspace, with citations [n]. Counts, sums and latest rows are computed over the database or declined. Says so when the workspace does not hold the answer.",
      annotations = @Tool.Annotations(readOnlyHint = true, openWorldHint = false))
  ToolResponse ask(
      @ToolArg(description = "one self-contained question, 1 to 2,000 characters") String question,
      @ToolArg(description = WORKSPACES) Optional<String> workspace) {
    return calls.asking(workspace, "ask", inside -> answered(inside, question));
  }

  private String answered(Destination destination, String question) {
    Question asked = new Question(Body.text("question", question), Question.DEFAULT_LIMIT);
    Inquiry inquiry = calls.inquiry(asked);
    Answer answer = line.answer(line.course(destination, inquiry), inquiry, piece -> {});
    return answer.text() + Sources.below(answer);
  }

  @Tool(
      name = "get_document",
      description =
          "The text of a row or document, as citations name it by source and key. A long one comes in parts: go on with 'from'.",
      annotations = @Tool.Annotations(readOnlyHint = true, openWorldHint = false))
  ToolResponse getDocument(
      @ToolArg(description = "its key, what stands behind the colon of source:key") String key,
      @ToolArg(description = "its table; documents for pushed ones", defaultValue = "documents")
          String source,
      @ToolArg(description = "the character to begin at", defaultValue = "0") int from,
      @ToolArg(description = WORKSPACE) Optional<String> workspace) {
    return calls.in(workspace, "get_document", inside -> read(inside, source, key, from));
  }

  private String read(Workspace workspace, String source, String key, int from) {
    ItemId id = ItemId.of(Body.line("source", source, MAX_SOURCE), Body.line("key", key, MAX_KEY));
    Item item =
        corpus
            .find(workspace, id)
            .orElseThrow(
                () -> new RaghubException(ErrorCode.NOT_FOUND, "there is no such row or document"));
    if (from < 0 || from > item.body().length()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'from' is %d; expected 0 to %d".formatted(from, item.body().length()));
    }
    String head =
        "%s (%s:%s v%d, %s)\n"
            .formatted(item.title(), item.source(), item.key(), item.version(), item.type());
    String whole = head + item.body().substring(from);
    if (ceiling.under(whole).equals(whole)) {
      return whole;
    }
    String part = ceiling.beginning(whole);
    int next = from + Math.max(0, part.length() - head.length());
    return part + "\n… (goes on: from=%d of %d)".formatted(next, item.body().length());
  }
}
