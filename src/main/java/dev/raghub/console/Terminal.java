package dev.raghub.console;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command prints.
final class Terminal {
  private final PrintWriter out;
  private final boolean interactive;

  private Terminal(PrintWriter out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  static Terminal of(@Nullable CommandSpec spec) {
    PrintWriter out =
        spec == null
            ? new PrintWriter(System.out, true, StandardCharsets.UTF_8)
            : spec.commandLine().getOut();
    Console console = System.console();
    return new Terminal(out, console != null && console.isTerminal());
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  /// Draws over the current line; on a terminal only.
  void redraw(String text) {
    if (interactive) {
      out.print("\r\u001b[K" + text);
      out.flush();
    }
  }

  /// Ends what was drawn over.
  void settle(String text) {
    out.println((interactive ? "\r\u001b[K" : "") + text);
    out.flush();
  }
}
