package dev.raghub.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The process that parses, with real files and limits that they overstep.
class FileParsersIT {
  private FileParsers parsers = with(Duration.ofSeconds(30), 256);

  @AfterEach
  void endProcesses() {
    parsers.close();
  }

  private static FileParsers with(Duration timeout, int memory) {
    return new FileParsers(new Limits(timeout, memory));
  }

  private record Limits(Duration timeout, int memory) implements FileSettings {
    @Override
    public Optional<Path> root() {
      return Optional.empty();
    }

    @Override
    public int maxBytes() {
      return 20_971_520;
    }

    @Override
    public int maxCharacters() {
      return 2_000_000;
    }

    @Override
    public int processes() {
      return 1;
    }

    @Override
    public int maxFiles() {
      return 1;
    }
  }

  @Test
  void readsHeadingsListsAndTablesAsMarkdown() {
    String html =
        """
        <html><head><title>Site</title><script>run()</script></head><body><h1>Kettles</h1>
        <p>They   boil
        water.</p><ul><li>small</li><li>large</li></ul>
        <table><tr><th>size</th><th>litres</th></tr><tr><td>small</td><td>1</td></tr></table></body></html>
        """;

    FileText text = parsers.read(FileKind.HTML, html.getBytes(StandardCharsets.UTF_8));

    assertThat(text.title()).contains("Kettles");
    assertThat(text.text())
        .isEqualTo("# Kettles\n\nThey boil water.\n\n- small\n- large\n\nsize | litres\nsmall | 1");
  }

  @Test
  void readsWordDocuments() {
    FileText text =
        parsers.read(FileKind.DOCX, SampleFiles.docx("Leave", "Parents have 16 weeks.", "Ask HR."));

    assertThat(text.title()).contains("Leave");
    assertThat(text.text()).isEqualTo("# Leave\n\nParents have 16 weeks.\n\nAsk HR.");
  }

  @Test
  void readsPdfDocuments() {
    FileText text =
        parsers.read(FileKind.PDF, SampleFiles.pdf("Trains", "Hall 7 sells tickets.", 2));

    assertThat(text.title()).contains("Trains");
    assertThat(text.text()).isEqualTo("Hall 7 sells tickets.\n\nHall 7 sells tickets.");
  }

  @Test
  void goesOnAfterFilesThatAreBrokenOrBombs() {
    byte[] pdf = SampleFiles.pdf("Trains", "Hall 7 sells tickets.", 2);

    refuses(FileKind.PDF, Arrays.copyOf(pdf, 40), ErrorCode.FILE_UNREADABLE);
    refuses(FileKind.DOCX, pdf, ErrorCode.FILE_UNREADABLE);
    refuses(FileKind.DOCX, SampleFiles.xmlBomb(), ErrorCode.FILE_UNREADABLE);
    refusesAny(FileKind.DOCX, SampleFiles.zipBomb(2_000));
    refuses(
        FileKind.PDF,
        SampleFiles.pdf("Endless", "The line of a page is repeated. ".repeat(8), 10_000),
        ErrorCode.FILE_TOO_LARGE);

    assertThat(parsers.read(FileKind.PDF, pdf).title()).contains("Trains");
  }

  @Test
  void endsAFileThatTakesTooLongAndReadsTheNext() {
    parsers.close();
    parsers = with(Duration.ofMillis(20), 256);

    refuses(FileKind.PDF, SampleFiles.pdf("a", "b", 10_000), ErrorCode.FILE_TIMEOUT);
  }

  @Test
  void endsAFileThatTakesTooMuchMemoryAndReadsTheNext() {
    parsers.close();
    parsers = with(Duration.ofSeconds(30), 32);
    byte[] deep = "<b>a</b>".repeat(1_500_000).getBytes(StandardCharsets.UTF_8);

    refuses(FileKind.HTML, deep, ErrorCode.FILE_TOO_LARGE);

    assertThat(parsers.read(FileKind.HTML, "<p>b</p>".getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo("b");
  }

  @Test
  void fetchesNothingThatAFileNames() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(1_000);
      String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      refusesOrLeavesOut(FileKind.DOCX, SampleFiles.external(address));
      refusesOrLeavesOut(FileKind.DOCX, SampleFiles.external("file:///etc/passwd"));
      String html =
          "<base href='%1$s'><link rel=stylesheet href='%1$s'><img src='%1$s'><iframe src='%1$s'>"
              .formatted(address);
      parsers.read(FileKind.HTML, html.getBytes(StandardCharsets.UTF_8));

      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private void refusesOrLeavesOut(FileKind kind, byte[] file) {
    try {
      assertThat(parsers.read(kind, file).text()).doesNotContain("root:");
    } catch (RaghubException refused) {
      assertThat(refused.code()).isEqualTo(ErrorCode.FILE_UNREADABLE);
    }
  }

  private void refuses(FileKind kind, byte[] file, ErrorCode code) {
    assertThatThrownBy(() -> parsers.read(kind, file))
        .isInstanceOfSatisfying(
            RaghubException.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  private void refusesAny(FileKind kind, byte[] file) {
    assertThatThrownBy(() -> parsers.read(kind, file))
        .isInstanceOfSatisfying(
            RaghubException.class,
            refused ->
                assertThat(refused.code())
                    .isIn(ErrorCode.FILE_UNREADABLE, ErrorCode.FILE_TOO_LARGE));
  }
}
