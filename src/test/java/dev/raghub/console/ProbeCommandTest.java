package dev.raghub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What `raghub probe` prints and how it ends, in front of a gateway that says what stands here.
class ProbeCommandTest {
  private static final String LIST = "[{\"name\":\"cloud\"},{\"name\":\"my house\"}]";
  private static final String HEALTHY =
      """
      {"endpoint": "cloud", "model": "m-1", "layers": [
        {"name": "alive", "verdict": "yes", "detail": "a server answered"},
        {"name": "prompt-cache", "verdict": "warning", "detail": "no sign", "remedy": "set a key"},
        {"name": "instruction-7k", "verdict": "not_asked", "detail": "it does not fit"}]}
      """;
  private static final String FAILED =
      """
      {"endpoint": "cloud", "model": "m-1", "layers": [
        {"name": "alive", "verdict": "no", "detail": "nothing answers", "remedy": "set a key"}]}
      """;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer gateway;
  private volatile String report = HEALTHY;

  /// How a command ended.
  record Ended(int status, String out) {}

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/", this::answer);
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void probesAllEndpointsAndThenTheEmbedder() {
    Ended ended = run();

    assertThat(ended.status()).isZero();
    assertThat(asked)
        .containsExactly(
            "GET /v1/admin/endpoints null",
            "POST /v1/admin/endpoints/cloud/probe null",
            "POST /v1/admin/endpoints/my%20house/probe null",
            "POST /v1/admin/endpoints/embedder/probe null");
  }

  @Test
  void printsALineALayerAndWhatToChange() {
    Ended ended = run("--endpoint", "cloud", "-w", "shop");

    assertThat(asked).containsExactly("POST /v1/admin/endpoints/cloud/probe shop");
    assertThat(ended.out().lines())
        .containsExactly(
            "cloud, m-1",
            "  yes        alive               a server answered",
            "  warning    prompt-cache        no sign",
            "             → set a key",
            "  not asked  instruction-7k      it does not fit");
  }

  @Test
  void endsWithOneWhereALayerFailed() {
    report = FAILED;

    assertThat(run("--endpoint", "cloud").status()).isEqualTo(1);
    Ended json = run("--endpoint", "cloud", "--json");
    assertThat(json.status()).isEqualTo(1);
    assertThat(json.out()).startsWith("[").contains("\"verdict\" : \"no\"");
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        "%s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders().getFirst("X-Workspace")));
    byte[] body =
        (exchange.getRequestMethod().equals("GET") ? LIST : report)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Ended run(String... words) {
    StringWriter out = new StringWriter();
    List<String> all = new ArrayList<>(List.of("probe", "--key", "rh_any", "--url"));
    all.add("http://127.0.0.1:" + gateway.getAddress().getPort());
    all.addAll(List.of(words));
    int status =
        Main.commandLine().setOut(new PrintWriter(out, true)).execute(all.toArray(String[]::new));
    return new Ended(status, out.toString());
  }
}
