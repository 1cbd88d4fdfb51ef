package dev.raghub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports that tests listen on later, or that nobody shall listen on.
///
/// None is given twice in one JVM, and none is in the range of outgoing connections or of embedded
/// servers ({@link dev.raghub.embedded.FreePort}): between two tests nobody holds it.
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  /// A test's classes are loaded more than once, so a field would begin more than once.
  private static final String LAST = "raghub.test.last-port";

  private FreePort() {}

  public static int find() {
    int port = next();
    while (!isFree(port)) {
      port = next();
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int next() {
    String start = String.valueOf(FIRST + ThreadLocalRandom.current().nextInt(COUNT));
    Object next =
        System.getProperties()
            .merge(LAST, start, (last, _) -> after(Integer.parseInt(last.toString())));
    return Integer.parseInt(next.toString());
  }

  private static String after(int port) {
    return String.valueOf(FIRST + (port - FIRST + 1) % COUNT);
  }
}
