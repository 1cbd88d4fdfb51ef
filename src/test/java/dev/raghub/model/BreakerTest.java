package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final Hand hand = new Hand();
  private final Breaker breaker = new Breaker(hand, 2, Duration.ofSeconds(30));

  @Test
  void opensAtTheLastFailureAllowed() {
    breaker.failed();
    assertThat(breaker.forbids()).isEmpty();
    breaker.failed();
    assertThat(breaker.forbids()).contains(Duration.ofSeconds(30));
  }

  @Test
  void countsFailuresInARowOnly() {
    breaker.failed();
    breaker.answered();
    breaker.failed();

    assertThat(breaker.forbids()).isEmpty();
  }

  @Test
  void letsOneTryAfterTheRestAndAllAfterItsSuccess() {
    open();
    hand.now = hand.now.plusSeconds(30);

    assertThat(breaker.forbids()).isEmpty();
    assertThat(breaker.forbids()).isPresent();
    breaker.answered();
    assertThat(breaker.forbids()).isEmpty();
    assertThat(breaker.forbids()).isEmpty();
  }

  @Test
  void restsAnewWhenTheTryFails() {
    open();
    hand.now = hand.now.plusSeconds(31);
    assertThat(breaker.forbids()).isEmpty();
    breaker.failed();

    assertThat(breaker.forbids()).contains(Duration.ofSeconds(30));
  }

  private void open() {
    breaker.failed();
    breaker.failed();
  }

  /// A clock that stands still until it is turned.
  private static final class Hand extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
