package dev.raghub.file;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// The process that parses, apart from the gateway's: reads files from its input and writes their
/// texts to its output, until the input ends. It has neither the gateway's environment nor a way
/// into the network.
///
/// ```
/// in:  kind (UTF), length (int), bytes          out: OK,         title (UTF), length (int), UTF-8
///                                                    UNREADABLE | TOO_LONG
/// ```
final class ParserMain {
  static final int OK = 0;
  static final int UNREADABLE = 1;
  static final int TOO_LONG = 2;

  /// What the JVM itself ends with under `ExitOnOutOfMemoryError`.
  static final int OUT_OF_MEMORY = 3;

  private static final int LATE = 4;
  private static final Set<String> NETWORK = Set.of("http", "https", "ftp", "mailto", "jmod");

  private ParserMain() {}

  /// @param arguments the most characters of a text, and the milliseconds after which a parser that
  ///   its gateway has not ended ends itself
  public static void main(String[] arguments) throws IOException {
    DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
    // What a library prints must not get between the texts.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    URL.setURLStreamHandlerFactory(protocol -> NETWORK.contains(protocol) ? new NoNetwork() : null);
    AtomicLong began = new AtomicLong();
    watch(began, Long.parseLong(arguments[1]));
    serve(new DataInputStream(System.in), out, Integer.parseInt(arguments[0]), began);
  }

  private static void serve(
      DataInputStream in, DataOutputStream out, int maxCharacters, AtomicLong began)
      throws IOException {
    while (true) {
      FileKind kind;
      try {
        kind = FileKind.valueOf(in.readUTF());
      } catch (EOFException end) {
        return;
      }
      byte[] bytes = in.readNBytes(in.readInt());
      began.set(System.nanoTime());
      answer(out, kind, bytes, maxCharacters);
      began.set(0);
      out.flush();
    }
  }

  private static void answer(DataOutputStream out, FileKind kind, byte[] bytes, int maxCharacters)
      throws IOException {
    MarkdownText text = new MarkdownText(maxCharacters);
    String title;
    try {
      title = TikaParsing.parse(kind, bytes, text);
    } catch (OutOfMemoryError full) {
      Runtime.getRuntime().halt(OUT_OF_MEMORY);
      return;
    } catch (Throwable broken) {
      out.writeByte(tooLong(broken) ? TOO_LONG : UNREADABLE);
      return;
    }
    String named = text.heading().orElse(title);
    byte[] written = text.text().getBytes(StandardCharsets.UTF_8);
    out.writeByte(OK);
    out.writeUTF(named.substring(0, Math.min(1_000, named.length())));
    out.writeInt(written.length);
    out.write(written);
  }

  private static boolean tooLong(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkdownText.TooLong) {
        return true;
      }
    }
    return false;
  }

  /// For when there is no gateway any more that would end this.
  private static void watch(AtomicLong began, long most) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                try {
                  Thread.sleep(1_000);
                } catch (InterruptedException stop) {
                  return;
                }
                long since = began.get();
                if (since != 0 && System.nanoTime() - since > most * 1_000_000) {
                  Runtime.getRuntime().halt(LATE);
                }
              }
            });
  }

  /// Refuses every connection.
  private static final class NoNetwork extends URLStreamHandler {
    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      throw new IOException("no network");
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      throw new IOException("no network");
    }
  }
}
