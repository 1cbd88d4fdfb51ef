package dev.raghub.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Markdown as people keep it. Front matter, if there is some, is YAML between two lines of dashes;
/// its plain values are read as `- name: value` lines, the rest of it is left out.
final class Markdown {
  private static final Pattern FRONT =
      Pattern.compile(
          "\\A---[ \\t]*\\n(.*?\\n)??(?:---|\\.\\.\\.)[ \\t]*(?:\\n|\\z)", Pattern.DOTALL);

  private static final Pattern VALUE =
      Pattern.compile("([\\p{L}_][\\p{L}\\p{N}_ -]{0,60}):[ \\t]+([^\\s|>&*!{\\[#].*)");

  private static final Pattern HEADING = Pattern.compile("#{1,6}[ \\t]+(.+?)[ \\t]*#*[ \\t]*");
  private static final Pattern UNDERLINED = Pattern.compile("(?:=+|-{2,})[ \\t]*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");
  private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)]\\([^)]*\\)");

  private Markdown() {}

  /// The title is what front matter calls so, or the first heading.
  static FileText read(String text) {
    Matcher front = FRONT.matcher(text);
    if (!front.lookingAt()) {
      return new FileText(heading(text), text.strip());
    }
    String body = text.substring(front.end());
    Optional<String> title = Optional.empty();
    StringBuilder values = new StringBuilder();
    for (String line : Optional.ofNullable(front.group(1)).orElse("").split("\n", -1)) {
      Matcher value = VALUE.matcher(line.stripTrailing());
      if (value.matches() && value.group(1).equalsIgnoreCase("title")) {
        title = Optional.of(unquoted(value.group(2)));
      } else if (value.matches()) {
        values.append("- %s: %s\n".formatted(value.group(1), unquoted(value.group(2))));
      }
    }
    return new FileText(title.or(() -> heading(body)), (values + "\n" + body).strip());
  }

  private static Optional<String> heading(String text) {
    boolean fenced = false;
    String before = "";
    for (String line : (Iterable<String>) text.lines()::iterator) {
      fenced ^= FENCE.matcher(line).matches();
      Matcher heading = HEADING.matcher(line);
      if (!fenced && heading.matches()) {
        return Optional.of(words(heading.group(1)));
      }
      if (!fenced && !before.isBlank() && UNDERLINED.matcher(line).matches()) {
        return Optional.of(words(before));
      }
      before = line;
    }
    return Optional.empty();
  }

  private static String words(String heading) {
    return LINK.matcher(heading).replaceAll("$1").replaceAll("[*`]", "");
  }

  private static String unquoted(String value) {
    String bare = value.strip();
    boolean quoted =
        bare.length() >= 2
            && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')
            && bare.charAt(bare.length() - 1) == bare.charAt(0);
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }
}
