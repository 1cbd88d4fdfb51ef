package dev.raghub.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.SplittableRandom;

/// Finds a port on the loopback address that nobody listens on at this moment, and that the system
/// does not give to outgoing connections (Linux gives those from 32768 on, others from 49152): a
/// server that is stopped and started again would lose its port to one of them.
public final class FreePort {
  /// How often a server is started anew when somebody else took its port meanwhile.
  static final int ATTEMPTS = 3;

  private static final int FIRST = 10_000;
  private static final int END = 20_000;
  private static final int TRIES = 1_000;
  private static final SplittableRandom RANDOM = new SplittableRandom();

  private FreePort() {}

  public static int find() {
    IOException last = new IOException("none was tried");
    for (int i = 0; i < TRIES; i++) {
      try (var socket = new ServerSocket(next(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw Failures.server("No free port on 127.0.0.1 (" + last + ")", last);
  }

  private static synchronized int next() {
    return RANDOM.nextInt(FIRST, END);
  }
}
