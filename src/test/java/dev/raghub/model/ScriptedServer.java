package dev.raghub.model;

import dev.raghub.model.Act.Manner;
import dev.raghub.model.Endpoint.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// A server without a model: everything it says is written in a test's script. It speaks the wire
/// formats of Ollama, OpenAI, Gemini and Anthropic as they stream, misbehaves on demand, records
/// what it was sent, and keeps an invoice of the tokens that it reported.
public final class ScriptedServer implements AutoCloseable {
  private final ServerSocket listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final Queue<Function<Recorded, Act>> script = new ConcurrentLinkedQueue<>();
  private final List<Recorded> requests = new CopyOnWriteArrayList<>();
  private final List<TokenUsage> invoice = new CopyOnWriteArrayList<>();
  private volatile Function<Recorded, Act> otherwise = request -> Act.say("scripted");

  private ScriptedServer(ServerSocket listener) {
    this.listener = listener;
  }

  /// A request, byte for byte.
  ///
  /// @param line method, path and version
  /// @param head the header's lines
  public record Recorded(String line, String head, String body) {
    public String path() {
      return line.split(" ", -1)[1].replaceFirst("\\?.*", "");
    }
  }

  public static ScriptedServer start() {
    return start(0);
  }

  /// @param port 0 = any that is free
  public static ScriptedServer start(int port) {
    try {
      ScriptedServer server =
          new ScriptedServer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Where an endpoint of this kind has to look for it.
  public URI url(Kind kind) {
    String path =
        switch (kind) {
          case OLLAMA -> "";
          case OPENAI, ANTHROPIC -> "/v1";
          case GEMINI -> "/v1beta";
        };
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
  }

  /// What to do with the next requests.
  public ScriptedServer next(Act... acts) {
    List.of(acts).forEach(act -> script.add(request -> act));
    return this;
  }

  /// What to do with requests beyond the script.
  public ScriptedServer otherwise(Function<Recorded, Act> act) {
    otherwise = act;
    return this;
  }

  public List<Recorded> requests() {
    return requests;
  }

  /// The tokens of every answer that it gave to its end.
  public List<TokenUsage> invoice() {
    return invoice;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      // The port is taken until the thread that waits at it has gone.
      left.await();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closing) {
      // The end of the test.
    } finally {
      left.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Recorded request = read(socket.getInputStream());
      requests.add(request);
      Function<Recorded, Act> next = script.poll();
      play((next == null ? otherwise : next).apply(request), request, socket);
    } catch (IOException | InterruptedException gone) {
      // The client went away, as some tests want it to.
    }
  }

  private void play(Act act, Recorded request, Socket socket)
      throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    switch (act) {
      case Act.Hang hang -> closed.await();
      case Act.Reset reset -> socket.setSoLinger(true, 0);
      case Act.Refuse refuse -> write(out, refusal(refuse));
      case Act.Json json ->
          write(
              out,
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
                  + json.body());
      case Act.Speak speak -> speak(speak, Wire.of(request.path()), socket);
    }
  }

  private static String refusal(Act.Refuse refuse) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + refuse.status() + " No\r\n");
    refuse
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    return head + "Connection: close\r\n\r\n" + refuse.body();
  }

  private void speak(Act.Speak speak, Wire wire, Socket socket)
      throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    Wire.Stream stream = wire.stream(speak.speech());
    write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: " + wire.contentType() + "\r\nConnection: close\r\n\r\n");
    for (String event : stream.before()) {
      write(out, event, speak.manner());
    }
    for (String event : stream.pieces()) {
      write(out, event, speak.manner());
      if (speak.manner() == Manner.RESET_MIDWAY) {
        // So that the piece is read before the reset overtakes it.
        Thread.sleep(100);
        socket.setSoLinger(true, 0);
        return;
      }
      if (speak.manner() == Manner.END_MIDWAY) {
        return;
      }
    }
    for (String event : stream.after()) {
      write(out, event, speak.manner());
    }
    invoice.add(speak.speech().usage());
  }

  private void write(OutputStream out, String event, Manner manner)
      throws IOException, InterruptedException {
    switch (manner) {
      case CRLF -> write(out, event.replace("\n", "\r\n"));
      case HALF_JSON -> write(out, event.substring(0, event.length() / 2) + "\n\n");
      case DRIP -> {
        while (closed.getCount() > 0) {
          write(out, " ");
          Thread.sleep(20);
        }
      }
      case PLAIN, RESET_MIDWAY, END_MIDWAY -> write(out, event);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Recorded read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int length =
        text.lines()
            .map(line -> line.toLowerCase(Locale.ROOT))
            .filter(line -> line.startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Recorded(text.lines().findFirst().orElse(""), text, body);
  }
}
