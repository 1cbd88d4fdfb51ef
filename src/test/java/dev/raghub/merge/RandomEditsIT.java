package dev.raghub.merge;

import dev.raghub.GatewayServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/// Edits of documents that no model reads.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RandomEditsIT extends RandomEditsContract {
  @Override
  protected int usualSeeds() {
    return 200;
  }
}
