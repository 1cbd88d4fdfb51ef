package dev.raghub.graph;

import java.util.ArrayList;
import java.util.List;

/// Reads RFC 4180: cells in quotes may hold commas, line breaks and doubled quotes.
final class CsvLines {
  private CsvLines() {}

  static List<List<String>> of(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < text.length(); at++) {
      char sign = text.charAt(at);
      if (quoted) {
        if (sign != '"') {
          cell.append(sign);
        } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
          cell.append(text.charAt(++at));
        } else {
          quoted = false;
        }
      } else if (sign == '"') {
        quoted = true;
      } else if (sign == ',' || sign == '\n') {
        line.add(cell.toString().replaceAll("\r$", ""));
        cell.setLength(0);
        if (sign == '\n') {
          lines.add(line);
          line = new ArrayList<>();
        }
      } else {
        cell.append(sign);
      }
    }
    return lines;
  }
}
