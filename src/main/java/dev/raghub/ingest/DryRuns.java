package dev.raghub.ingest;

import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.document.RowDocuments;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.source.Mapping;
import dev.raghub.source.RowReader;
import dev.raghub.source.SourceMapping;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Runs that write nothing and say what they would have done. One at a time in a workspace, in the
/// caller's thread.
@ApplicationScoped
public class DryRuns {
  private final RowSources sources;
  private final Preparation preparation;
  private final PostgresMerge merge;
  private final PostgresCorpus corpus;
  private final PostgresStoredKeys stored;
  private final Deletions deletions;
  private final Drift drift;
  private final IngestSettings settings;
  private final Set<Workspace> working = ConcurrentHashMap.newKeySet();

  DryRuns(
      RowSources sources,
      Preparation preparation,
      PostgresMerge merge,
      PostgresCorpus corpus,
      PostgresStoredKeys stored,
      Deletions deletions,
      Drift drift,
      IngestSettings settings) {
    this.sources = sources;
    this.preparation = preparation;
    this.merge = merge;
    this.corpus = corpus;
    this.stored = stored;
    this.deletions = deletions;
    this.drift = drift;
    this.settings = settings;
  }

  /// How a source was read: to its end, or the error that ended it.
  record Ending(Optional<String> code, Optional<String> reason) {
    static final Ending END = new Ending(Optional.empty(), Optional.empty());
  }

  /// What runs over a workspace's sources, or one of them, would do. NOT_FOUND where there is none
  /// of that name, SOURCE_BUSY while another dry run is at work.
  ///
  /// @param allowDeletes as if the deletion guard were told to let everything pass
  public List<DryRun> of(Workspace workspace, Optional<String> only, boolean allowDeletes) {
    if (!working.add(workspace)) {
      throw new RaghubException(
          ErrorCode.SOURCE_BUSY, "a dry run of this workspace is at work; wait for it to end");
    }
    try {
      List<DryRun> found = new ArrayList<>();
      for (Mapping mapping : sources.mappings(workspace.id())) {
        for (SourceMapping source : mapping.sources()) {
          if (only.map(source.name()::equals).orElse(true)) {
            found.add(of(workspace, mapping, source, allowDeletes));
          }
        }
      }
      if (found.isEmpty()) {
        throw new RaghubException(
            ErrorCode.NOT_FOUND, "the mapping of this workspace has no source of that name");
      }
      return found;
    } finally {
      working.remove(workspace);
    }
  }

  private DryRun of(
      Workspace workspace, Mapping mapping, SourceMapping source, boolean allowDeletes) {
    DryScan scan = new DryScan(workspace, new RowDocuments(source), preparation, merge, corpus);
    List<String> drifted = new ArrayList<>();
    try (RowSources.Opened opened = sources.open(mapping, source)) {
      RowReader reader = opened.rows();
      drifted.addAll(drift.of(workspace, source.name(), reader.shape(source)));
      reader.read(source, settings.batch(), List.of(), scan::take);
    } catch (RaghubException failed) {
      Ending broken = new Ending(Optional.of(failed.code().code()), Optional.of(failed.reason()));
      return scan.report(source.name(), broken, false, drifted);
    }
    long living = scan.compare(stored, source.name(), settings.batch());
    boolean guarded = !allowDeletes && deletions.stops(scan.deletions(), living);
    return scan.report(source.name(), Ending.END, guarded, drifted);
  }
}
