package dev.raghub.source;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/// Which of the files of a folder count: those that one pattern includes and none excludes. As in
/// most tools and unlike the JDK, `**` and a slash in front also stand for no folder at all.
public final class Globs {
  private static final String ANYWHERE = "**/";

  private final List<PathMatcher> include;
  private final List<PathMatcher> exclude;

  /// MAPPING_INVALID where a pattern is none.
  Globs(List<String> include, List<String> exclude) {
    this.include = matchers(include);
    this.exclude = matchers(exclude);
  }

  /// @param path relative, with forward slashes
  public boolean take(String path) {
    Path relative = Path.of(path);
    return any(include, relative) && !any(exclude, relative);
  }

  private static boolean any(List<PathMatcher> matchers, Path path) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(path));
  }

  private static List<PathMatcher> matchers(List<String> globs) {
    return globs.stream()
        .flatMap(
            glob ->
                glob.startsWith(ANYWHERE)
                    ? Stream.of(glob, glob.substring(ANYWHERE.length()))
                    : Stream.of(glob))
        .map(Globs::matcher)
        .toList();
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw Mapping.invalid("\"" + glob + "\" is no pattern; expected one such as **/*.md");
    }
  }
}
