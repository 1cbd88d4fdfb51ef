package dev.raghub.model;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;

/// Connections to models' servers.
final class Clients {
  private Clients() {}

  /// Model servers on the own machine mostly know HTTP/1.1 only, and some choke on the offer of
  /// more.
  static HttpClient of(Duration connectTimeout) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(connectTimeout)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }
}
