package dev.raghub.embedded;

import java.nio.file.Path;
import java.util.List;

/// How to run one server.
///
/// @param name what people call it, such as `PostgreSQL`
/// @param arguments the executable's path and its arguments
/// @param data the folder that the server works in
/// @param log where its output goes
/// @param input what it reads from its standard input, such as a configuration with a password
/// @param stop how to ask it to end
record ServerCommand(
    String name, List<String> arguments, Path data, Path log, String input, StopSignal stop) {
  ServerCommand {
    arguments = List.copyOf(arguments);
  }

  @Override
  public String toString() {
    return "ServerCommand[" + name + " in " + data + "]";
  }
}
