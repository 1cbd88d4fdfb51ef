package dev.raghub.file;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.apache.tika.parser.Parser;

/// Where the classes are that a [ParserMain] needs.
final class ParserClasspath {
  private ParserClasspath() {}

  /// The folders of a packaged gateway, whose own launcher no second process can use; else what
  /// this process was started with.
  static String find() {
    CodeSource tika = Parser.class.getProtectionDomain().getCodeSource();
    try {
      if (tika != null && tika.getLocation() != null) {
        Path jar = Path.of(tika.getLocation().toURI());
        Path classes = jar.resolve("../../../app").normalize();
        if (jar.toString().contains("/lib/main/") && Files.isDirectory(classes)) {
          return classes + "/*" + File.pathSeparator + jar.resolveSibling("*");
        }
      }
    } catch (URISyntaxException | IllegalArgumentException noFile) {
      return System.getProperty("java.class.path");
    }
    return System.getProperty("java.class.path");
  }
}
