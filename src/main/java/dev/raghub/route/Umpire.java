package dev.raghub.route;

import dev.raghub.answer.Inquiry;
import dev.raghub.answer.ModelCall;
import dev.raghub.answer.Tier;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.fault.ErrorType;
import dev.raghub.fault.RaghubException;
import dev.raghub.index.ScoredChunk;
import dev.raghub.model.Completion;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Urgency;
import dev.raghub.spend.Call;
import dev.raghub.spend.PaidReply;
import dev.raghub.spend.Spending;
import dev.raghub.tier.Tiers;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Asks a local model to which of two workspaces a question belongs. Only where both workspaces'
/// policies have the same local model: titles of each are shown to it. The nearer one's budget and
/// the caller's pay. Whatever fails leaves the question undecided.
@ApplicationScoped
public class Umpire {
  private static final int MOST_TOKENS = 64;
  private static final int TITLES = 3;

  private final Tiers tiers;
  private final Spending spending;
  private final PostgresCorpus corpus;
  private final String system = Prompt.resource("prompts/route-1-system.txt");
  private final String user = Prompt.resource("prompts/route-1-user.txt");

  Umpire(Tiers tiers, Spending spending, PostgresCorpus corpus) {
    this.tiers = tiers;
    this.spending = spending;
    this.corpus = corpus;
  }

  /// What became of asking.
  ///
  /// @param chosen empty where the model did not say
  record Ruling(Optional<Workspace> chosen, List<ModelCall> calls) {
    private static final Ruling NONE = new Ruling(Optional.empty(), List.of());

    Ruling {
      calls = List.copyOf(calls);
    }
  }

  /// The model's choice between two, the nearer first.
  Ruling ask(Inquiry inquiry, Signals nearer, Signals other) {
    Optional<Endpoint> model =
        tiers
            .local(nearer.workspace())
            .filter(Predicate.isEqual(tiers.local(other.workspace()).orElse(null))); // the same one
    boolean allowed = inquiry.tier().map(tier -> tier == Tier.LOCAL).orElse(true);
    return allowed
        ? model.map(endpoint -> ask(inquiry, endpoint, nearer, other)).orElse(Ruling.NONE)
        : Ruling.NONE;
  }

  private Ruling ask(Inquiry inquiry, Endpoint endpoint, Signals nearer, Signals other) {
    Optional<String> key = Optional.of(inquiry.key()).filter(id -> !id.isEmpty());
    Call call = new Call(inquiry.request(), key, "route", Urgency.QUESTION);
    Prompt prompt =
        new Prompt(
            system,
            prompt(inquiry.question().text(), nearer, other),
            Optional.empty(),
            MOST_TOKENS);
    try {
      PaidReply paid = spending.call(nearer.workspace(), call, endpoint, prompt, piece -> {});
      Optional<Workspace> chosen = read(paid.completion(), nearer, other);
      ModelCall said =
          new ModelCall(
              Tier.LOCAL.label(),
              endpoint.name(),
              endpoint.model(),
              paid.spent().prompt(),
              paid.spent().completion(),
              paid.cost().dollars(),
              chosen.isPresent() ? "answered" : "not-found");
      return new Ruling(chosen, List.of(said));
    } catch (RaghubException failed) {
      if (failed.code().type() == ErrorType.INTERNAL) {
        throw failed;
      }
      ModelCall said =
          new ModelCall(
              Tier.LOCAL.label(),
              endpoint.name(),
              endpoint.model(),
              0,
              0,
              BigDecimal.ZERO,
              failed.code().code());
      return new Ruling(Optional.empty(), List.of(said));
    }
  }

  /// Nothing is looked for in what is filled in.
  private String prompt(String question, Signals nearer, Signals other) {
    List<String> filled = new ArrayList<>();
    for (String part : user.split("(?=\\{)|(?<=\\})", -1)) {
      filled.add(
          switch (part) {
            case "{first}" -> described(nearer);
            case "{second}" -> described(other);
            case "{question}" -> question;
            default -> part;
          });
    }
    return String.join("", filled);
  }

  private String described(Signals signals) {
    List<ChunkId> best =
        signals.words().stream().limit(TITLES).map(ScoredChunk::chunk).distinct().toList();
    String titles =
        corpus.chunks(signals.workspace(), best).values().stream()
            .map(CitedChunk::title)
            .distinct()
            .collect(Collectors.joining("; "));
    return signals.workspace().id().value() + " (holds: " + titles + ")";
  }

  private static Optional<Workspace> read(Completion said, Signals nearer, Signals other) {
    return switch (said.text().replaceAll("[^0-9]", "")) {
      case "1" -> Optional.of(nearer.workspace());
      case "2" -> Optional.of(other.workspace());
      default -> Optional.empty();
    };
  }
}
