package dev.raghub.index;

import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// All vectors are compared.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class LuceneExactVectorIndexIT extends LuceneVectorIndexContract {
  @Override
  int exact() {
    return Integer.MAX_VALUE;
  }
}
