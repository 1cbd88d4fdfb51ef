package dev.raghub.index;

import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class LuceneVectorIndexIT extends VectorIndexContract {
  @TempDir Path folder;

  private LuceneVectorIndex index;

  @BeforeEach
  void open() {
    index = new LuceneVectorIndex(folder, "test");
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Override
  VectorIndex index() {
    return index;
  }
}
