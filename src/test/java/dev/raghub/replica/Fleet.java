package dev.raghub.replica;

import dev.raghub.GatewayProcess;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Gateways in processes of their own on one database, any of which may be killed.
final class Fleet implements AutoCloseable {
  private final GatewayServers servers = new GatewayServers();
  private final Map<String, String> settings;
  private final List<GatewayProcess> gateways = new ArrayList<>();

  /// @param extra settings of all of them
  Fleet(Map<String, String> extra) {
    settings = new HashMap<>(servers.start());
    settings.putAll(
        Map.of(
            "raghub.change.poll", "300ms",
            "raghub.change.look", "300ms",
            "raghub.change.lease", "3s",
            "raghub.ingest.lease", "3s",
            "raghub.schedule.look", "1s",
            "SHOP_IT_USER", settings.get("raghub.test.superuser"),
            "SHOP_IT_PASSWORD", settings.get("raghub.test.superuser-password")));
    settings.putAll(extra);
    settings.forEach(System::setProperty);
  }

  /// Starts one more, or the one that was killed in this place.
  GatewayProcess start(int place, List<String> options) {
    try {
      GatewayProcess started =
          GatewayProcess.start(settings, Files.createDirectories(folder(place)), options);
      synchronized (gateways) {
        if (place < gateways.size()) {
          gateways.set(place, started);
        } else {
          gateways.add(started);
        }
      }
      return started;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  GatewayProcess gateway(int place) {
    synchronized (gateways) {
      return gateways.get(place);
    }
  }

  int size() {
    synchronized (gateways) {
      return gateways.size();
    }
  }

  Client admin(int place) {
    return Client.admin(gateway(place).url());
  }

  /// Where a gateway keeps its indexes.
  Path indexes(int place) {
    return folder(place).resolve("index");
  }

  /// What the gateways of all places have logged as an error.
  List<String> errors() {
    return IntStream.range(0, size()).boxed().flatMap(this::errors).toList();
  }

  private Stream<String> errors(int place) {
    try {
      return Files.readAllLines(gateway(place).log()).stream()
          .filter(line -> line.contains(" ERROR "));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path folder(int place) {
    return Path.of(settings.get("raghub.test.folder")).resolve("replica-" + place);
  }

  @Override
  public void close() {
    gateways.forEach(GatewayProcess::kill);
    servers.stop();
    settings.keySet().forEach(System::clearProperty);
  }
}
