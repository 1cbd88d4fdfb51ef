package dev.raghub.ingest;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.document.RowDocuments;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.index.Indexes;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresReader;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The ingest line.
@ApplicationScoped
public class IngestPipeline {
  private final MappingFolder mappings;
  private final Preparation preparation;
  private final PostgresMerge merge;
  private final PostgresCorpus corpus;
  private final PostgresRuns runs;
  private final Embedding embedding;
  private final Indexes indexes;
  private final IngestSettings settings;

  IngestPipeline(
      MappingFolder mappings,
      Preparation preparation,
      PostgresMerge merge,
      PostgresCorpus corpus,
      PostgresRuns runs,
      Embedding embedding,
      Indexes indexes,
      IngestSettings settings) {
    this.mappings = mappings;
    this.preparation = preparation;
    this.merge = merge;
    this.corpus = corpus;
    this.runs = runs;
    this.embedding = embedding;
    this.indexes = indexes;
    this.settings = settings;
  }

  /// Reads one source to its end, then deletes what it no longer has.
  ///
  /// @param force delete even what the deletion guard would stop
  void read(Workspace workspace, Mapping mapping, SourceMapping source, long run, boolean force) {
    SourceScan scan =
        new SourceScan(workspace, run, new RowDocuments(source), preparation, merge, runs);
    try (PostgresSource database = PostgresSource.connect(mappings.address(mapping))) {
      PostgresReader reader = database.reader(mapping);
      runs.start(workspace, run, reader.estimate(source));
      reader.read(source, settings.batch(), scan::take);
    }
    deleteUnseen(workspace, source.name(), run, force, scan);
    indexes.catchUp(workspace);
  }

  /// Computes the vectors that are missing.
  void embed(Workspace workspace, long run) {
    runs.start(workspace, run, embedding.pending(workspace));
    embedding.embed(
        workspace, done -> runs.advance(workspace, run, new Run.Counts(done, 0, 0, 0, 0, 0)));
    indexes.catchUp(workspace);
  }

  private void deleteUnseen(
      Workspace workspace, String source, long run, boolean force, SourceScan scan) {
    PostgresCorpus.Seen seen = corpus.seen(workspace, source, run);
    boolean many = seen.unseen() * 100 > seen.living() * settings.deletionGuard();
    if (many && seen.living() >= settings.deletionGuardFrom() && !force) {
      throw new RaghubException(
          ErrorCode.DELETION_GUARD,
          "%d of %d documents of '%s' are gone from the source, more than %d %%; nothing was deleted. If that is right, run again with --allow-deletes"
              .formatted(seen.unseen(), seen.living(), source, settings.deletionGuard()));
    }
    List<ItemId> gone = corpus.unseen(workspace, source, run, settings.batch());
    while (!gone.isEmpty()) {
      scan.deleted(merge.remove(workspace, gone));
      gone = corpus.unseen(workspace, source, run, settings.batch());
    }
  }
}
