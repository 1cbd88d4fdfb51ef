package dev.raghub.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Asks a Redis on this machine whether it serves commands; it does not while it loads its data.
record RedisPing(int port, String password) {
  private static final int TIMEOUT_MILLIS = 2_000;

  boolean answers() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), TIMEOUT_MILLIS);
      String commands = "AUTH " + password + "\r\nPING\r\n";
      socket.getOutputStream().write(commands.getBytes(US_ASCII));
      BufferedReader replies =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      return "+OK".equals(replies.readLine()) && "+PONG".equals(replies.readLine());
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "RedisPing[" + port + "]";
  }
}
