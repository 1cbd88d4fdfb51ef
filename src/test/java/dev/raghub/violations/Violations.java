package dev.raghub.violations;

import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.redis.datasource.RedisDataSource;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.lucene.document.Document;
import org.jdbi.v3.core.Handle;

/// One small class for each rule, named by what it does wrong.
public final class Violations {
  private Violations() {}

  /// A store method that anybody can call for any workspace.
  public interface UnscopedStore {
    List<String> all(String workspace);
  }

  /// A store whose scope is not the first thing said.
  public static final class PostgresUnscoped {
    public String find(String key, Workspace workspace) {
      return workspace.id().value() + key;
    }
  }

  /// Doors beside the gate, for somebody who has no business behind them.
  public static final class UsesSideDoors {
    List<Workspace> all(PostgresWorkspaces workspaces) {
      return workspaces.forUpkeep();
    }

    String outside(PostgresScope scope) {
      return scope.outside(handle -> "");
    }
  }

  /// SQL outside an adapter for PostgreSQL.
  public record KnowsSql(Connection connection) {}

  /// The same through a pool.
  public record KnowsDataSource(DataSource source) {}

  /// The same through Jdbi.
  public record KnowsJdbi(Handle handle) {}

  /// Lucene outside an adapter for Lucene.
  public record KnowsLucene(Document document) {}

  /// Redis outside an adapter for Redis.
  public record KnowsRedis(RedisDataSource redis) {}

  /// A dependency that no constructor shows.
  public static class InjectsField {
    @Inject Clock clock;
  }

  /// Time, randomness and ids that no test can choose.
  public static final class ChoosesItself {
    Instant now() {
      return Instant.now();
    }

    @SuppressWarnings("JavaTimeDefaultTimeZone")
    LocalDate today() {
      return LocalDate.now();
    }

    long millis() {
      return System.currentTimeMillis();
    }

    int number() {
      return new Random().nextInt();
    }

    UUID id() {
      return UUID.randomUUID();
    }

    Clock clock() {
      return Clock.systemUTC();
    }
  }

  /// The same with what is injected, which is allowed.
  public static final class AsksForIt {
    Instant now(Clock clock) {
      return Instant.now(clock);
    }

    int number(long seed) {
      return new Random(seed).nextInt();
    }
  }

  /// Reactive types where blocking code reads straight.
  public interface Reactive {
    Uni<String> answer();
  }

  /// A reactive type as a parameter.
  public interface TakesReactive {
    String answer(Uni<String> question);
  }

  /// Output past the log.
  public static final class Prints {
    void hello() {
      System.out.println("hello");
    }
  }

  /// A wire type that can change.
  public static final class MutableRequest {
    String text = "";
  }

  /// A failure without an error code.
  public static final class ThrowsPlain {
    RuntimeException refused() {
      return new IllegalArgumentException("no code");
    }
  }

  /// A named invariant, which is allowed.
  public static final class ThrowsInvariant {
    RuntimeException refused() {
      return new IllegalStateException("every JVM has SHA-256");
    }
  }
}
