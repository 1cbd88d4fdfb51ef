package dev.raghub;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The checks of [TidyTest]. Each takes what it reads as an argument and returns its complaints.
final class Tidy {
  static final int MAX_FILE_LINES = 400;
  static final int MAX_METHOD_LINES = 40;
  static final int MAX_PARAMETERS = 5;
  static final int MAX_CONSTRUCTOR_PARAMETERS = 8;

  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__\\w+\\.sql");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*$");

  /// What may only exist on the machine of whoever wrote it, and what was meant to be done later.
  /// Written so that the pattern does not find itself.
  private static final Pattern LOOSE_END =
      Pattern.compile(
          "(?<![\\w.])/(work|root|home)/"
              + "|https?://[^/\\s\"]*(artifactory|nexus|registry|mirror|proxy)[^/\\s\"]*"
              + "|\\b(TO[D]O|FIX[M]E)\\b");

  private Tidy() {}

  /// Files, methods and parameter lists that are too long.
  static List<String> tooLong(JavaFile file) {
    List<String> complaints = new ArrayList<>();
    long lines = file.text().lines().count();
    if (lines > MAX_FILE_LINES) {
      complaints.add("%s: %d lines".formatted(file.name(), lines));
    }
    new TreeScanner<@Nullable Void, @Nullable Tree>() {
      @Override
      public @Nullable Void visitClass(ClassTree type, @Nullable Tree outer) {
        return super.visitClass(type, type);
      }

      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Tree owner) {
        complaints.addAll(tooLong(file, method, owner));
        return super.visitMethod(method, owner);
      }
    }.scan(file.unit(), null);
    return complaints;
  }

  private static List<String> tooLong(JavaFile file, MethodTree method, @Nullable Tree owner) {
    List<String> complaints = new ArrayList<>();
    String place = file.place(method) + " " + method.getName();
    long lines = file.lines(method);
    if (lines > MAX_METHOD_LINES) {
      complaints.add("%s: %d lines".formatted(place, lines));
    }
    boolean constructor = method.getReturnType() == null;
    boolean ofRecord = owner != null && owner.getKind() == Tree.Kind.RECORD;
    int limit = constructor ? MAX_CONSTRUCTOR_PARAMETERS : MAX_PARAMETERS;
    int parameters = method.getParameters().size();
    if (parameters > limit && !(constructor && ofRecord)) {
      complaints.add("%s: %d parameters".formatted(place, parameters));
    }
    return complaints;
  }

  /// Packages without a `package-info` that says in at least one sentence what they are for.
  static Set<String> withoutManual(Collection<JavaFile> files) {
    Set<String> explained =
        files.stream()
            .filter(file -> file.name().endsWith("package-info.java"))
            .filter(Tidy::hasSentence)
            .map(JavaFile::packageName)
            .collect(Collectors.toSet());
    return files.stream()
        .map(JavaFile::packageName)
        .filter(name -> !explained.contains(name))
        .collect(Collectors.toSet());
  }

  private static boolean hasSentence(JavaFile manual) {
    return manual
        .comment(manual.unit().getPackage())
        .filter(comment -> Pattern.compile("\\w\\W*\\.(\\s|$)").matcher(comment).find())
        .isPresent();
  }

  /// The rows of a document's tables that begin with a code, by that code.
  static Map<String, String> rows(String markdown) {
    return ROW.matcher(markdown)
        .results()
        .collect(
            Collectors.toMap(
                row -> row.group(1), MatchResult::group, (first, second) -> first, TreeMap::new));
  }

  /// Settings whose row is missing or says another variable or default.
  static List<String> notInTable(Collection<Setting> settings, Map<String, String> rows) {
    return settings.stream()
        .filter(
            setting ->
                !rows.getOrDefault(setting.key(), "")
                    .startsWith(
                        "| `%s` | `%s` |".formatted(setting.key(), setting.variable())
                            + setting.initial().map(" `%s` |"::formatted).orElse("")))
        .map(Setting::key)
        .toList();
  }

  /// The names of migrations that are none, or leave a gap.
  static List<String> misnumbered(Collection<String> names) {
    List<String> versioned = names.stream().filter(name -> !name.startsWith("R__")).toList();
    List<Integer> numbers =
        versioned.stream()
            .map(MIGRATION::matcher)
            .filter(matcher -> matcher.matches())
            .map(matcher -> Integer.valueOf(matcher.group(1)))
            .sorted()
            .toList();
    boolean gapless = numbers.equals(IntStream.rangeClosed(1, versioned.size()).boxed().toList());
    return gapless ? List.of() : versioned;
  }

  /// Lines that name a machine or leave something for later, as `name:line found`.
  static List<String> looseEnds(String name, String text) {
    List<String> complaints = new ArrayList<>();
    int line = 0;
    for (String content : text.lines().toList()) {
      line++;
      int number = line;
      LOOSE_END
          .matcher(content)
          .results()
          .forEach(found -> complaints.add("%s:%d %s".formatted(name, number, found.group())));
    }
    return complaints;
  }
}
