package dev.raghub.console;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// A command that only has subcommands: alone, it says which.
abstract class Group implements Runnable {
  abstract @Nullable CommandSpec spec();

  @Override
  public final void run() {
    CommandSpec spec = spec();
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
