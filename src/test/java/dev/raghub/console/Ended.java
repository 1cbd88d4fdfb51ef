package dev.raghub.console;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A command that was typed and has ended.
record Ended(int status, String out, String err) {
  static Ended of(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(words);
    return new Ended(status, out.toString(), err.toString());
  }

  String all() {
    return status + " " + out + err;
  }
}
