package dev.raghub.source;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A database as the mapping file names it, its `${NAME}` and `${NAME:default}` not yet expanded.
/// So a mapping never holds a secret.
public record DatabaseReference(String url, String user, String password) {
  /// That of a mapping whose sources are all folders.
  public static final DatabaseReference NONE = new DatabaseReference("", "", "");

  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:([^}]*))?}");

  public DatabaseReference {
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:") && !url.startsWith("${")) {
      throw Mapping.invalid("database url does not start with jdbc:postgresql: as expected");
    }
    if (DatabaseAddress.holdsPassword(url)) {
      throw Mapping.invalid(
          "database url holds a password; expected it in password: as ${NAME}, an environment"
              + " variable");
    }
    if (!password.isEmpty() && !VARIABLE.matcher(password).matches()) {
      throw Mapping.invalid(
          "password is written into the file; expected an environment reference such as"
              + " ${RAGHUB_SOURCE_PASSWORD}");
    }
  }

  /// The address to connect to. The environment gives null for a variable that is not set.
  public DatabaseAddress resolve(Environment environment) {
    if (url.isEmpty()) {
      throw Mapping.invalid("the mapping names no database; expected url, user, password");
    }
    UnaryOperator<String> expand = text -> expand(text, environment);
    return new DatabaseAddress(expand.apply(url), expand.apply(user), expand.apply(password));
  }

  private static String expand(String text, Environment environment) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(value(match, environment)));
  }

  private static String value(java.util.regex.MatchResult match, Environment environment) {
    String value = environment.value(match.group(1));
    String standby = match.group(3);
    if (value != null && !value.isEmpty()) {
      return value;
    }
    if (match.group(2) == null) {
      throw Mapping.invalid(
          "environment variable %s is not set; expected a value, or a default: ${%s:default}"
              .formatted(match.group(1), match.group(1)));
    }
    return standby == null ? "" : standby;
  }

  /// The environment's variables, such as `System::getenv`.
  @FunctionalInterface
  public interface Environment {
    @Nullable String value(String name);
  }
}
