package dev.raghub.change;

import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresReader;
import dev.raghub.source.PostgresSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Sessions at the sources, kept a while for the next change: to connect and to read the catalog
/// costs more than a row.
@ApplicationScoped
public class SourceReaders {
  private final MappingFolder mappings;
  private final ChangeSettings settings;
  private final Clock clock;
  private final Map<Mapping, Session> idle = new ConcurrentHashMap<>();

  SourceReaders(MappingFolder mappings, ChangeSettings settings, Clock clock) {
    this.mappings = mappings;
    this.settings = settings;
    this.clock = clock;
  }

  private record Session(PostgresSource source, PostgresReader reader, Instant since) {}

  /// Reads through a session. One that was kept may be broken or know a schema that is no more:
  /// what fails through it is read again through a new one.
  <T> T read(Mapping mapping, Function<PostgresReader, T> work) {
    Optional<Session> kept = Optional.ofNullable(idle.remove(mapping));
    if (kept.isPresent()) {
      try {
        return through(mapping, kept.get(), work);
      } catch (RaghubException stale) {
        return through(mapping, connect(mapping), work);
      }
    }
    return through(mapping, connect(mapping), work);
  }

  /// Closes what nobody has used for a while.
  void sweep() {
    Instant oldest = clock.instant().minus(settings.sessionIdle());
    for (Mapping mapping : List.copyOf(idle.keySet())) {
      idle.computeIfPresent(
          mapping, (key, session) -> session.since().isBefore(oldest) ? closed(session) : session);
    }
  }

  void close() {
    for (Mapping mapping : List.copyOf(idle.keySet())) {
      idle.computeIfPresent(mapping, (key, session) -> closed(session));
    }
  }

  private <T> T through(Mapping mapping, Session session, Function<PostgresReader, T> work) {
    boolean done = false;
    try {
      T read = work.apply(session.reader());
      done = true;
      return read;
    } finally {
      Session used = new Session(session.source(), session.reader(), clock.instant());
      if (!done || idle.putIfAbsent(mapping, used) != null) {
        session.source().close();
      }
    }
  }

  private Session connect(Mapping mapping) {
    PostgresSource source = PostgresSource.connect(mappings.address(mapping));
    try {
      return new Session(source, source.reader(mapping), clock.instant());
    } catch (RuntimeException failed) {
      source.close();
      throw failed;
    }
  }

  @SuppressWarnings("NullAway") // Null takes the entry out of the map.
  private static Session closed(Session session) {
    session.source().close();
    return null;
  }
}
