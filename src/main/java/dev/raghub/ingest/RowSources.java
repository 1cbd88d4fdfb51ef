package dev.raghub.ingest;

import dev.raghub.file.FolderReader;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.RowReader;
import dev.raghub.source.SourceMapping;
import dev.raghub.source.SourceOrigin;
import dev.raghub.workspace.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The sources that mappings name. Opens what has their rows: a session at a database, or a folder.
@ApplicationScoped
public class RowSources {
  private final MappingFolder mappings;
  private final FolderReader folders;

  RowSources(MappingFolder mappings, FolderReader folders) {
    this.mappings = mappings;
    this.folders = folders;
  }

  /// What was opened, to be closed by who opened it. Not safe for threads.
  record Opened(RowReader rows, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /// See [MappingFolder#of].
  List<Mapping> mappings(WorkspaceId workspace) {
    return mappings.of(workspace);
  }

  Opened open(Mapping mapping, SourceMapping source) {
    return switch (source.origin()) {
      case SourceOrigin.Folder _ -> new Opened(folders, () -> {});
      case SourceOrigin.Table _, SourceOrigin.Query _ -> open(mapping);
    };
  }

  private Opened open(Mapping mapping) {
    PostgresSource database = PostgresSource.connect(mappings.address(mapping));
    try {
      return new Opened(database.reader(mapping), database::close);
    } catch (RuntimeException | Error failed) {
      database.close();
      throw failed;
    }
  }
}
