package dev.raghub.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.TestPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {
  private static final Path BINARIES = Path.of("target/test-binaries");

  @TempDir private Path temp;

  @Test
  void startsBoth() throws Exception {
    for (int i = 0; i < 3; i++) {
      long t = System.nanoTime();
      try (EmbeddedServers servers =
          EmbeddedServers.start(EmbeddedSettings.in(temp.resolve("s")).withBinaries(BINARIES))) {
        System.out.println("UP " + (System.nanoTime() - t) / 1_000_000);
        assertThat(servers.postgres().isAlive()).isTrue();
        servers.postgres().provision("app", "app_owner", "pw1", "app_user", "pw2");
        t = System.nanoTime();
      }
      System.out.println("DOWN " + (System.nanoTime() - t) / 1_000_000);
    }
    TestPostgres.freshDatabase();
    for (int i = 0; i < 4; i++) {
      long t = System.nanoTime();
      String url = TestPostgres.freshDatabase();
      System.out.println("FRESH " + (System.nanoTime() - t) / 1_000_000);
      DriverManager.getConnection(url).close();
    }
  }
}
