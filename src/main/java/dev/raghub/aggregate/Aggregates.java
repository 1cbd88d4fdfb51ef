package dev.raghub.aggregate;

import dev.raghub.aggregate.Outcome.Computed;
import dev.raghub.aggregate.Outcome.Declined;
import dev.raghub.aggregate.Outcome.NotAggregate;
import dev.raghub.aggregate.SourceSessions.Session;
import dev.raghub.answer.Answer;
import dev.raghub.answer.Decline;
import dev.raghub.answer.Question;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.Graphs;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.source.Aggregated;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresAggregates;
import dev.raghub.source.ReadRow;
import dev.raghub.source.SourceRow;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers questions by computing over the workspace's source databases, or says why not.
@ApplicationScoped
public class Aggregates {
  /// What a source can do wrong. Any other error is ours and stays one.
  private static final Set<ErrorCode> OF_SOURCES =
      Set.of(
          ErrorCode.SOURCE_UNREACHABLE,
          ErrorCode.SOURCE_TIMEOUT,
          ErrorCode.SOURCE_CREDENTIALS_REFUSED,
          ErrorCode.SOURCE_CHANGED,
          ErrorCode.SOURCE_BUSY,
          ErrorCode.MAPPING_INVALID);

  private final MappingFolder mappings;
  private final Graphs graphs;
  private final PostgresCorpus corpus;
  private final SourceSessions sessions;
  private final AggregateSettings settings;
  private final Observer observer;
  private final Clock clock;
  private final QuestionReader reader = new QuestionReader();

  Aggregates(
      MappingFolder mappings,
      Graphs graphs,
      PostgresCorpus corpus,
      SourceSessions sessions,
      AggregateSettings settings,
      Observer observer,
      Clock clock) {
    this.mappings = mappings;
    this.graphs = graphs;
    this.corpus = corpus;
    this.sessions = sessions;
    this.settings = settings;
    this.observer = observer;
    this.clock = clock;
  }

  /// What computing makes of a question. Nothing for who may not read every row: SQL over the
  /// source would count them all.
  public Outcome answer(Workspace workspace, Question question) {
    if (workspace.rights().restricted() || !reader.worthReading(question.text())) {
      return new NotAggregate();
    }
    Outcome outcome = attempt(workspace, question);
    observe(workspace, outcome);
    return outcome;
  }

  private Outcome attempt(Workspace workspace, Question question) {
    Mapped mapped = mapped(workspace);
    try (Session session = sessions.of(workspace)) {
      Reading reading =
          reader.read(
              question.text(),
              mapped.mappings(),
              names(workspace),
              rows -> session.at(rows.mapping()).facets(rows.source()));
      return switch (reading) {
        case Reading.None _ -> new NotAggregate();
        case Reading.Refused refused -> new Declined(mapped.broken().orElse(refused.reason()));
        case Reading.Asked asked ->
            computed(workspace, asked, session.at(asked.wish().rows().mapping()));
      };
    } catch (RaghubException unavailable) {
      if (!OF_SOURCES.contains(unavailable.code())) {
        throw unavailable;
      }
      return new Declined(AnswerText.unavailable(unavailable.code(), settings.timeout()));
    }
  }

  /// The workspace's mappings: none where it has none, or where they are broken.
  private record Mapped(List<Mapping> mappings, Optional<Decline> broken) {}

  private Mapped mapped(Workspace workspace) {
    try {
      return new Mapped(mappings.of(workspace.id()), Optional.empty());
    } catch (RaghubException none) {
      return switch (none.code()) {
        case NOT_FOUND -> new Mapped(List.of(), Optional.empty());
        case MAPPING_INVALID ->
            new Mapped(
                List.of(), Optional.of(AnswerText.unavailable(none.code(), settings.timeout())));
        default -> throw none;
      };
    }
  }

  private RowNames names(Workspace workspace) {
    graphs.refresh(workspace);
    return new GraphRowNames(workspace, graphs.of(workspace), corpus);
  }

  private Outcome computed(Workspace workspace, Reading.Asked asked, PostgresAggregates database) {
    Optional<Filter.Row> changed =
        asked.rows().stream().filter(row -> isChanged(asked, row, database)).findFirst();
    if (changed.isPresent()) {
      return new Declined(
          DeclineCode.CHANGED_ROW.because(
              "%s is no longer what it was when it was read. Run an ingest."
                  .formatted(changed.get().text())));
    }
    Instant asOf = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Aggregated aggregated = database.compute(asked.aggregation(), settings.rows());
    return new Computed(answer(workspace, asked, aggregated, asOf));
  }

  /// The name was looked up among the rows as they were read last: is it still this row's?
  private static boolean isChanged(
      Reading.Asked asked, Filter.Row row, PostgresAggregates database) {
    Item item = row.item();
    Optional<ReadRow> now =
        asked
            .wish()
            .rows()
            .mapping()
            .source(item.source())
            .flatMap(source -> database.row(source, item.key()));
    return switch (now.orElse(null)) {
      case null -> true;
      case SourceRow read -> !row.keyed() && !read.title().equals(item.title());
      case ReadRow _ -> false;
    };
  }

  private Answer answer(
      Workspace workspace, Reading.Asked asked, Aggregated aggregated, Instant asOf) {
    Map<ItemId, Item> found =
        aggregated.result() instanceof Aggregated.Found dated
            ? corpus.find(
                workspace,
                dated.rows().stream()
                    .map(row -> ItemId.of(asked.wish().rows().name(), row.key()))
                    .toList())
            : Map.of();
    return new AnswerText(asked, aggregated, found, asOf).answer();
  }

  private void observe(Workspace workspace, Outcome outcome) {
    switch (outcome) {
      case NotAggregate _ -> {}
      case Computed _ ->
          observer.saw(new Observation.Aggregated(workspace.id().value(), "computed"));
      case Declined declined ->
          observer.saw(
              new Observation.Aggregated(workspace.id().value(), declined.reason().code()));
    }
  }
}
