package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.raghub.FreePort;
import org.junit.jupiter.api.Test;

/// What tests that start it anew for each method rely on.
class ScriptedServerTest {
  @Test
  void givesItsPortBackWhenItIsClosed() {
    int port = FreePort.find();

    for (int i = 0; i < 500; i++) {
      assertThatCode(() -> ScriptedServer.start(port).close()).doesNotThrowAnyException();
    }
  }
}
