package dev.raghub.index;

import dev.raghub.corpus.ItemId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/// One Lucene index: its writer, its searchers, and the revision it has applied, which is committed
/// with the documents so that a crash leaves both or neither.
final class LuceneStore implements AutoCloseable {
  private static final String REVISION = "revision";
  private static final String FORMAT = "format";

  /// To be raised when the fields of a document change: an index of another format is rebuilt.
  static final String CURRENT_FORMAT = "4";

  private final Directory directory;
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private volatile long applied;

  private LuceneStore(Directory directory, IndexWriter writer, long applied) throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.searchers = new SearcherManager(writer, liveSearchers());
    this.applied = applied;
  }

  static LuceneStore open(Path path, Analyzer analyzer) throws IOException {
    Directory directory = FSDirectory.open(path);
    long applied = 0;
    if (DirectoryReader.indexExists(directory)) {
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        Map<String, String> kept = reader.getIndexCommit().getUserData();
        boolean current = CURRENT_FORMAT.equals(kept.get(FORMAT));
        applied = current ? Long.parseLong(kept.getOrDefault(REVISION, "0")) : 0;
      }
    }
    // A purge leaves no deleted document, however few there are.
    IndexWriterConfig config =
        new IndexWriterConfig(analyzer)
            .setCommitOnClose(false)
            .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0));
    if (applied == 0) {
      config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    }
    return new LuceneStore(directory, new IndexWriter(directory, config), applied);
  }

  long applied() {
    return applied;
  }

  /// Runs the change, commits it together with the revision, and shows it to new searches.
  synchronized void change(long revision, Change change) {
    try {
      change.on(writer);
      writer.setLiveCommitData(
          Map.of(REVISION, Long.toString(revision), FORMAT, CURRENT_FORMAT).entrySet());
      writer.commit();
      searchers.maybeRefreshBlocking();
      applied = revision;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Rewrites the segments that hold deleted documents, so that their bytes go too.
  synchronized void purge() {
    change(applied, IndexWriter::forceMergeDeletes);
    try {
      writer.deleteUnusedFiles();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Documents of an item, those included that are deleted and not yet rewritten.
  long documents(ItemId item) {
    return search(
        searcher ->
            (long)
                searcher.getIndexReader().docFreq(new Term("item", Long.toString(item.value()))));
  }

  long deleted() {
    return search(searcher -> (long) searcher.getIndexReader().numDeletedDocs());
  }

  <T> T search(Search<T> search) {
    try {
      IndexSearcher searcher = searchers.acquire();
      try {
        return search.on((LuceneLiveSearcher) searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static SearcherFactory liveSearchers() {
    Map<LuceneLiveSearcher.LeafField, LuceneLiveSearcher.Lengths> lengths =
        LuceneLiveSearcher.memory();
    return new SearcherFactory() {
      @Override
      public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
        return new LuceneLiveSearcher(reader, lengths);
      }
    };
  }

  static void replace(IndexWriter writer, String field, String id, Iterable<Document> documents)
      throws IOException {
    writer.deleteDocuments(new Term(field, id));
    for (Document document : documents) {
      writer.addDocument(document);
    }
  }

  @Override
  public void close() {
    try {
      searchers.close();
      closeWriter();
      directory.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void closeWriter() throws IOException {
    try {
      writer.close();
    } catch (AlreadyClosedException | NoSuchFileException gone) {
      // Who is interrupted while he writes closes the files; or somebody took them away. What was
      // committed is there, and the next start catches up from it.
      return;
    }
  }

  /// A change to the index.
  interface Change {
    void on(IndexWriter writer) throws IOException;
  }

  /// A search in the index.
  interface Search<T> {
    T on(LuceneLiveSearcher searcher) throws IOException;
  }
}
