package dev.raghub.index;

import dev.raghub.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;

/// Reads back what a workspace's Lucene indexes hold, whatever order it was written in: a line for
/// each living document with its numbers, its terms with their positions, and whether it has a
/// vector.
public final class LuceneDump {
  private final Map<String, List<String>> documents = new TreeMap<>();

  private LuceneDump() {}

  /// The last commit of every index of the workspace below this folder, sorted.
  public static List<String> of(Path root, Workspace workspace) {
    return in(root.resolve(workspace.id().value()).resolve(workspace.incarnation().toString()));
  }

  /// The last commit of every index in a workspace's folder, sorted.
  public static List<String> in(Path folder) {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> kinds = Files.list(folder)) {
      for (Path kind : kinds.sorted().toList()) {
        for (String line : read(kind)) {
          lines.add(kind.getFileName() + " " + line);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return lines.stream().sorted().toList();
  }

  /// How many living documents the last commit of an index holds.
  public static int documents(Path index) {
    try (Directory directory = FSDirectory.open(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.numDocs();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> read(Path path) throws IOException {
    try (Directory directory = FSDirectory.open(path)) {
      // An index that was never written to holds what an emptied one holds: nothing.
      return DirectoryReader.indexExists(directory) ? read(directory) : List.of();
    }
  }

  private static List<String> read(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      LuceneDump dump = new LuceneDump();
      for (LeafReaderContext leaf : reader.leaves()) {
        dump.add(leaf);
      }
      return dump.documents.values().stream().map(parts -> String.join(" ", parts)).toList();
    }
  }

  private void add(LeafReaderContext leaf) throws IOException {
    LeafReader reader = leaf.reader();
    for (FieldInfo field : reader.getFieldInfos()) {
      NumericDocValues numbers = reader.getNumericDocValues(field.name);
      if (numbers != null) {
        while (numbers.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          note(leaf, numbers.docID(), field.name + "=" + numbers.longValue());
        }
      }
      if (field.getVectorDimension() > 0) {
        KnnVectorValues.DocIndexIterator vectors =
            reader.getFloatVectorValues(field.name).iterator();
        while (vectors.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          note(leaf, vectors.docID(), field.name);
        }
      }
      addTerms(leaf, field.name);
    }
  }

  private void addTerms(LeafReaderContext leaf, String field) throws IOException {
    Terms terms = leaf.reader().terms(field);
    if (terms == null) {
      return;
    }
    TermsEnum each = terms.iterator();
    while (each.next() != null) {
      PostingsEnum postings = each.postings(null, PostingsEnum.POSITIONS);
      while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        StringBuilder places = new StringBuilder(field + ":" + each.term().utf8ToString());
        for (int i = 0; i < postings.freq(); i++) {
          places.append('@').append(postings.nextPosition());
        }
        note(leaf, postings.docID(), places.toString());
      }
    }
  }

  private void note(LeafReaderContext leaf, int document, String part) {
    Bits living = leaf.reader().getLiveDocs();
    if (living == null || living.get(document)) {
      documents.computeIfAbsent(leaf.docBase + "/" + document, key -> new ArrayList<>()).add(part);
    }
  }
}
