package dev.raghub.replica;

import dev.raghub.rest.Client;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// What stands in front of gateways: looks again and again which of them say that they are ready,
/// and sends to no other.
final class Balancer implements AutoCloseable {
  private static final long LOOK_NANOS = 200_000_000;

  private final Fleet fleet;
  private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Balancer(Fleet fleet) {
    this.fleet = fleet;
    for (int place = 0; place < fleet.size(); place++) {
      int each = place;
      look(each);
      threads.execute(() -> watch(each));
    }
  }

  /// A sender behind it.
  Sender sender() {
    return new Sender(fleet, ready::contains);
  }

  private void watch(int place) {
    while (!threads.isShutdown()) {
      look(place);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void look(int place) {
    if (isReady(place)) {
      ready.add(place);
    } else {
      ready.remove(place);
    }
  }

  private boolean isReady(int place) {
    try {
      Client gateway = fleet.admin(place).withoutKey();
      return gateway.get("/q/health/ready", Optional.empty()).status() == 200;
    } catch (UncheckedIOException away) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
