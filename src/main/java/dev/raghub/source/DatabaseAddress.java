package dev.raghub.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A database to connect to, everything expanded. Its text form never shows the password or any
/// parameter of the URL.
public record DatabaseAddress(String url, String user, String password) {
  /// Takes user and password out of the URL's parameters, where a URL given on a command line has
  /// them.
  public static DatabaseAddress of(String jdbcUrl) {
    int mark = jdbcUrl.indexOf('?');
    if (mark < 0) {
      return new DatabaseAddress(jdbcUrl, "", "");
    }
    String user = "";
    String password = "";
    List<String> rest = new ArrayList<>();
    for (String parameter : List.of(jdbcUrl.substring(mark + 1).split("&", -1))) {
      String name = parameter.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
      switch (name) {
        case "user" -> user = value(parameter);
        case "password" -> password = value(parameter);
        case "" -> {}
        default -> rest.add(parameter);
      }
    }
    String base = jdbcUrl.substring(0, mark);
    return new DatabaseAddress(
        rest.isEmpty() ? base : base + "?" + String.join("&", rest), user, password);
  }

  private static String value(String parameter) {
    String raw = parameter.substring(parameter.indexOf('=') + 1);
    return URLDecoder.decode(raw, StandardCharsets.UTF_8);
  }

  static boolean holdsPassword(String url) {
    return url.toLowerCase(Locale.ROOT).matches(".*[?&](password|sslpassword)=.*")
        || url.matches("(?i)jdbc:postgresql://[^/?]*@.*");
  }

  /// Host, port and database: `localhost:5432/pagila`. Safe in messages.
  public String place() {
    return url.replaceFirst("^jdbc:postgresql:(//)?", "")
        .replaceFirst("\\?.*$", "")
        .replaceFirst("^[^/]*@", "");
  }

  @Override
  public String toString() {
    return "DatabaseAddress[" + place() + " as " + user + ", password hidden]";
  }
}
