package dev.raghub.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.GatewayServers;
import dev.raghub.SetClock;
import dev.raghub.Superuser;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The life of a key, seen by two replicas that share nothing but the database.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class KeysIT {
  private static final Logger LOG = Logger.getLogger(KeysIT.class);
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Set<WorkspaceId> HERE = Set.of(new WorkspaceId("here"));

  @Inject PostgresScope scope;
  @Inject KeySecrets secrets;

  private SetClock clock;
  private PostgresKeys replica;
  private PostgresKeys other;

  @BeforeEach
  void startTwoReplicas() {
    clock = new SetClock(NOON.toString());
    replica = new PostgresKeys(scope, secrets, clock);
    other = new PostgresKeys(scope, secrets, clock);
  }

  @Test
  void refusesARevokedKeyOnEveryReplicaAtItsNextUse() {
    MadeKey key = replica.create(key(Optional.empty()));
    assertThat(other.authenticate(key.key()).key()).isEqualTo(key.id());

    replica.revoke(key.id());

    refused(() -> other.authenticate(key.key()), ErrorCode.NOT_AUTHENTICATED);
    refused(() -> replica.authenticate(key.key()), ErrorCode.NOT_AUTHENTICATED);
  }

  @Test
  void takesAKeyUntilItExpiresAndNotAMomentLonger() {
    MadeKey key = replica.create(key(Optional.of(NOON.plusSeconds(60))));

    clock.set(NOON.plusSeconds(60).minusMillis(1));
    assertThat(other.authenticate(key.key()).key()).isEqualTo(key.id());
    clock.set(NOON.plusSeconds(60));
    refused(() -> other.authenticate(key.key()), ErrorCode.NOT_AUTHENTICATED);
  }

  @Test
  void makesNoKeyWhoseTimeIsOverOrBeyondTheCalendar() {
    refused(() -> replica.create(key(Optional.of(NOON))), ErrorCode.INVALID_REQUEST);
    refused(() -> replica.create(key(Optional.of(Instant.MAX))), ErrorCode.INVALID_REQUEST);
    assertThat(replica.create(key(Optional.of(NOON.plusMillis(1)))).id()).startsWith("rh_");
  }

  @Test
  void letsOldAndNewKeyLiveSideBySideForTheOverlap() {
    MadeKey old = replica.create(key(Optional.empty()));

    MadeKey successor = replica.rotate(old.id(), rotation(60));

    clock.set(NOON.plusSeconds(59));
    assertThat(other.authenticate(old.key())).isEqualTo(caller(old));
    assertThat(other.authenticate(successor.key())).isEqualTo(caller(successor));
    clock.set(NOON.plusSeconds(60));
    refused(() -> other.authenticate(old.key()), ErrorCode.NOT_AUTHENTICATED);
    assertThat(other.authenticate(successor.key())).isEqualTo(caller(successor));
  }

  @Test
  void endsTheOldKeyAtOnceWithoutAnOverlap() {
    MadeKey old = replica.create(key(Optional.empty()));

    replica.rotate(old.id(), rotation(0));

    refused(() -> other.authenticate(old.key()), ErrorCode.NOT_AUTHENTICATED);
  }

  @Test
  void neverLengthensALifeByAnOverlap() {
    MadeKey old = replica.create(key(Optional.of(NOON.plusSeconds(10))));

    MadeKey successor = replica.rotate(old.id(), rotation(60));

    assertThat(successor.replacedUntil()).contains(NOON.plusSeconds(10));
    assertThat(info(successor).expiresAt()).contains(NOON.plusSeconds(10));
  }

  @Test
  void showsWhoReplacesWhomAndNoSecret() {
    MadeKey old = replica.create(key(Optional.empty()));
    MadeKey successor =
        replica.rotate(
            old.id(), new Rotation(Duration.ofSeconds(60), Optional.of(NOON.plusSeconds(999))));

    assertThat(info(old).replacedBy()).contains(successor.id());
    assertThat(info(old).expiresAt()).contains(NOON.plusSeconds(60));
    assertThat(info(successor).replaces()).contains(old.id());
    assertThat(info(successor).name()).isEqualTo("k");
    assertThat(info(successor).expiresAt()).contains(NOON.plusSeconds(999));
    String secret = successor.key().substring(successor.id().length() + 1);
    assertThat(all(1_000) + " " + successor).doesNotContain(secret);
    assertThat(Superuser.strings("SELECT to_jsonb(k)::text FROM api_key k").toString())
        .doesNotContain(secret);
  }

  @Test
  void rotatesOnlyWhatIsGoodAndNotReplacedYet() {
    MadeKey old = replica.create(key(Optional.empty()));
    MadeKey successor = replica.rotate(old.id(), rotation(60));

    refused(() -> replica.rotate(old.id(), rotation(60)), ErrorCode.CONFLICT);
    replica.revoke(successor.id());
    refused(() -> replica.rotate(successor.id(), rotation(60)), ErrorCode.CONFLICT);
    assertThat(replica.rotate(old.id(), rotation(60)).replaces()).contains(old.id());
    refused(() -> replica.rotate("rh_nobodyhasit1", rotation(60)), ErrorCode.NOT_FOUND);
  }

  @Test
  void boundsTheOverlap() {
    assertThat(rotation(2_592_000).overlap()).isEqualTo(Duration.ofDays(30));
    refused(() -> rotation(2_592_001), ErrorCode.INVALID_REQUEST);
    refused(() -> rotation(-1), ErrorCode.INVALID_REQUEST);
  }

  @Test
  void handsBudgetsOnWithWhatIsSpent() {
    MadeKey old = replica.create(key(Optional.empty()));
    Superuser.execute(
        "INSERT INTO key_budget VALUES ('%1$s', 'day', 70); INSERT INTO key_spend VALUES ('%1$s', 'day', '2026-06-01', 7)"
            .formatted(old.id()));

    MadeKey successor = replica.rotate(old.id(), rotation(60));

    assertThat(
            Superuser.strings(
                "SELECT cap || ' ' || spent FROM key_budget JOIN key_spend USING (key_id, period) WHERE key_id = ?",
                successor.id()))
        .containsExactly("70 7");
  }

  @Test
  void listsKeysByPagesThatTogetherAreAll() {
    for (int i = 0; i < 5; i++) {
      replica.create(key(Optional.empty()));
    }
    List<KeyInfo> all = all(1_000);

    assertThat(all(2)).isEqualTo(all);
    assertThat(all).extracting(KeyInfo::id).hasSize(stored()).doesNotHaveDuplicates();
    assertThat(replica.list(Optional.of(all.getLast().id()), 2)).isEmpty();
    refused(() -> replica.list(Optional.of("rh_nobodyhasit1"), 2), ErrorCode.INVALID_REQUEST);
  }

  @Test
  void knowsWhenAKeyWasUsedToTheMinute() {
    MadeKey key = replica.create(key(Optional.empty()));
    assertThat(info(key).lastUsedAt()).isEmpty();

    other.authenticate(key.key());
    clock.set(NOON.plusSeconds(60));
    other.authenticate(key.key());
    assertThat(info(key).lastUsedAt()).contains(NOON);
    clock.set(NOON.plusSeconds(61));
    other.authenticate(key.key());
    assertThat(info(key).lastUsedAt()).contains(NOON.plusSeconds(61));
  }

  /// What the promise to refuse at once costs: a look into PostgreSQL at each request.
  @Test
  void measuresWhatReadingAKeyCosts() {
    MadeKey key = replica.create(key(Optional.empty()));
    for (int i = 0; i < 500; i++) {
      replica.authenticate(key.key());
    }
    long[] micros = new long[2_000];
    for (int i = 0; i < micros.length; i++) {
      long start = System.nanoTime();
      replica.authenticate(key.key());
      micros[i] = (System.nanoTime() - start) / 1_000;
    }
    Arrays.sort(micros);
    LOG.infof("a key read: p50 %d µs, p95 %d µs", micros[1_000], micros[1_900]);
    assertThat(micros[1_000]).isPositive();
  }

  private KeyInfo info(MadeKey key) {
    return all(1_000).stream().filter(info -> info.id().equals(key.id())).findFirst().orElseThrow();
  }

  /// Keys of other tests are in the list as well, and may be more than one page.
  private List<KeyInfo> all(int limit) {
    List<KeyInfo> keys = new ArrayList<>();
    List<KeyInfo> page = replica.list(Optional.empty(), limit);
    while (!page.isEmpty()) {
      keys.addAll(page);
      page = replica.list(Optional.of(page.getLast().id()), limit);
    }
    return keys;
  }

  private static int stored() {
    return Superuser.strings("SELECT id FROM api_key").size();
  }

  private static Caller caller(MadeKey key) {
    return new Caller(key.id(), Set.of(Role.QUERY), Optional.of(HERE));
  }

  private static NewKey key(Optional<Instant> expiresAt) {
    return new NewKey("k", Set.of(Role.QUERY), Optional.of(HERE), expiresAt);
  }

  private static Rotation rotation(int seconds) {
    return new Rotation(Duration.ofSeconds(seconds), Optional.empty());
  }

  private static void refused(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RaghubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
