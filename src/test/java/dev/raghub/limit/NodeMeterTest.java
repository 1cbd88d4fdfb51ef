package dev.raghub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.SetClock;
import dev.raghub.limit.Meter.Rates;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NodeMeterTest extends MeterContract {
  private final SetClock clock = new SetClock("2026-06-01T12:00:00Z");
  private final NodeMeter meter = new NodeMeter(clock);

  @Override
  Meter meter() {
    return meter;
  }

  @Test
  void leaksEvenly() {
    Rates rates = new Rates(6, 0);
    for (int i = 0; i < 6; i++) {
      meter.take("k", rates);
    }
    assertThat(meter.take("k", rates).taken()).isFalse();
    clock.advance(Duration.ofMillis(9_980));
    assertThat(meter.take("k", rates).taken()).isFalse();
    clock.advance(Duration.ofMillis(20));
    assertThat(meter.take("k", rates).taken()).isTrue();
    assertThat(meter.take("k", rates).taken()).isFalse();
  }

  @Test
  void paysAnOverrunOfTokensBack() {
    Rates rates = new Rates(0, 60);
    meter.take("k", rates);
    meter.charge("k", 90);
    clock.advance(Duration.ofSeconds(30));
    assertThat(meter.take("k", rates).taken()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(meter.take("k", rates).taken()).isTrue();
  }

  @Test
  void isNotMovedByAClockThatGoesBack() {
    meter.take("k", new Rates(1, 0));
    clock.advance(Duration.ofHours(-1));
    assertThat(meter.take("k", new Rates(1, 0)).taken()).isFalse();
  }

  @Test
  void forgetsTheKeysThatWereQuietLongest() {
    meter.take("first", new Rates(1, 1));
    for (int i = 0; i < 10_000; i++) {
      meter.take("k" + i, new Rates(1, 1));
    }
    assertThat(meter.take("k9999", new Rates(1, 1)).taken()).isFalse();
    assertThat(meter.take("first", new Rates(1, 1)).taken()).isTrue();
  }
}
