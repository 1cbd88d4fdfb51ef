package dev.raghub.index;

import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Lucene searches its HNSW graph.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class LuceneVectorIndexIT extends LuceneVectorIndexContract {
  @Override
  int exact() {
    return 0;
  }
}
