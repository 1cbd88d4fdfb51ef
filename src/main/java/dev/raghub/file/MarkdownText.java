package dev.raghub.file;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/// Writes the XHTML that parsers give as markdown: headings, paragraphs, list entries, and rows of
/// tables with ` | ` between cells.
final class MarkdownText extends DefaultHandler {
  private static final Set<String> SILENT = Set.of("head", "script", "style", "title");
  private static final Set<String> BLOCKS =
      Set.of("p", "div", "table", "ul", "ol", "section", "article", "pre", "blockquote");

  private final int max;
  private final StringBuilder text = new StringBuilder();
  private String heading = "";
  private int headingStart = -1;
  private int silent;

  MarkdownText(int max) {
    this.max = max;
  }

  /// The text is longer than it may be.
  static final class TooLong extends SAXException {}

  @Override
  public void startElement(String uri, String localName, String name, Attributes attributes) {
    String element = element(localName, name);
    if (SILENT.contains(element)) {
      silent++;
    } else if (level(element) > 0) {
      end(2);
      text.append("#".repeat(level(element))).append(' ');
      headingStart = text.length();
    } else if (BLOCKS.contains(element)) {
      end(2);
    } else if (element.equals("li")) {
      end(1);
      text.append("- ");
    } else if (element.equals("tr") || element.equals("br")) {
      end(1);
    } else if ((element.equals("td") || element.equals("th")) && !atLineStart()) {
      trim();
      text.append(" | ");
    }
  }

  @Override
  public void endElement(String uri, String localName, String name) {
    String element = element(localName, name);
    if (SILENT.contains(element)) {
      silent--;
    } else if (level(element) > 0 && headingStart >= 0) {
      if (heading.isBlank()) {
        heading = text.substring(headingStart);
      }
      headingStart = -1;
      end(2);
    } else if (BLOCKS.contains(element)) {
      end(2);
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) throws SAXException {
    for (int at = start; silent == 0 && at < start + length; at++) {
      char each = characters[at];
      if (!Character.isWhitespace(each) && !Character.isISOControl(each)) {
        text.append(each);
      } else if (!atLineStart() && text.charAt(text.length() - 1) != ' ') {
        text.append(' ');
      }
    }
    if (text.length() > max) {
      throw new TooLong();
    }
  }

  @Override
  public void ignorableWhitespace(char[] characters, int start, int length) throws SAXException {
    characters(characters, start, length);
  }

  /// The first heading.
  Optional<String> heading() {
    return Optional.of(heading).filter(words -> !words.isBlank());
  }

  String text() {
    return text.toString().strip();
  }

  private boolean atLineStart() {
    return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
  }

  private void trim() {
    while (!text.isEmpty() && text.charAt(text.length() - 1) == ' ') {
      text.setLength(text.length() - 1);
    }
  }

  /// Ends the line, and one more for a paragraph.
  private void end(int lines) {
    if (text.isEmpty() || headingStart >= 0 || endsWithMark()) {
      return;
    }
    trim();
    for (int there = breaks(); there < lines; there++) {
      text.append('\n');
    }
  }

  /// A list entry has begun, whose text goes on behind the mark.
  private boolean endsWithMark() {
    int length = text.length();
    return length >= 2 && text.charAt(length - 1) == ' ' && text.charAt(length - 2) == '-';
  }

  private int breaks() {
    int breaks = 0;
    while (breaks < text.length() && text.charAt(text.length() - 1 - breaks) == '\n') {
      breaks++;
    }
    return breaks;
  }

  private static int level(String element) {
    return element.matches("h[1-6]") ? element.charAt(1) - '0' : 0;
  }

  private static String element(String localName, String name) {
    return (localName.isEmpty() ? name : localName).toLowerCase(Locale.ROOT);
  }
}
