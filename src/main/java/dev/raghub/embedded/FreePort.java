package dev.raghub.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Finds a port on the loopback address that nobody listens on at this moment.
final class FreePort {
  /// How often a server is started anew when somebody else took its port meanwhile.
  static final int ATTEMPTS = 3;

  private FreePort() {}

  static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException cause) {
      throw Failures.server("No free port on 127.0.0.1 (" + cause + ")", cause);
    }
  }
}
