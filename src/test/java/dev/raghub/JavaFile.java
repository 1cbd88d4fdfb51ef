package dev.raghub;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A Java source as the JDK's own parser sees it.
record JavaFile(String name, CompilationUnitTree unit, DocTrees trees) {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /// All sources under these folders.
  static List<JavaFile> under(Path... folders) {
    List<Path> paths = Stream.of(folders).flatMap(folder -> files(folder).stream()).toList();
    try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
      return parse(
          files.getJavaFileObjectsFromPaths(
              paths.stream().filter(path -> path.toString().endsWith(".java")).toList()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// A source that is only a text.
  static JavaFile of(String name, String text) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("memory:///" + name), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    return parse(List.of(file)).getFirst();
  }

  /// All regular files under a folder, by name; none where the folder is missing.
  static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// How many lines the tree takes, without the comment above it.
  long lines(Tree tree) {
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    long end = trees.getSourcePositions().getEndPosition(unit, tree);
    return line(end) - line(start) + 1;
  }

  /// Where the tree is, as `path:line`.
  String place(Tree tree) {
    return name + ":" + line(trees.getSourcePositions().getStartPosition(unit, tree));
  }

  /// The comment above a declaration.
  Optional<String> comment(Tree declaration) {
    return Optional.ofNullable(trees.getDocComment(TreePath.getPath(unit, declaration)))
        .map(String::strip);
  }

  String packageName() {
    return String.valueOf(unit.getPackageName());
  }

  String text() {
    try {
      return unit.getSourceFile().getCharContent(true).toString();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private long line(long position) {
    return unit.getLineMap().getLineNumber(position);
  }

  private static List<JavaFile> parse(Iterable<? extends JavaFileObject> files) {
    JavacTask task = (JavacTask) COMPILER.getTask(null, null, null, null, null, files);
    DocTrees trees = DocTrees.instance(task);
    try {
      List<JavaFile> parsed = new ArrayList<>();
      task.parse()
          .forEach(unit -> parsed.add(new JavaFile(unit.getSourceFile().getName(), unit, trees)));
      return parsed;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
