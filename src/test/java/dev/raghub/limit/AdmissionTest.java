package dev.raghub.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.limit.Admission.Quota;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  @Test
  void saysHowLongToWaitForOneMore() {
    Admission refused = new Admission(false, List.of(new Quota("requests", 6, 5.5)), true);

    assertThatThrownBy(refused::require)
        .isInstanceOfSatisfying(
            RaghubException.class,
            limited -> {
              assertThat(limited.code()).isEqualTo(ErrorCode.RATE_LIMITED);
              assertThat(limited.retryAfter()).contains(Duration.ofSeconds(5));
              assertThat(limited.reason())
                  .isEqualTo(
                      "the key's limit of 6 requests a minute is reached; try again in 5 seconds");
            });
  }

  @Test
  void saysNothingOfWhatWasTaken() {
    new Admission(true, List.of(new Quota("requests", 6, 6)), true).require();
    Admission.FREE.require();
    assertThat(Admission.FREE.nearest()).isEmpty();
  }

  @Test
  void showsTheQuotaThatIsNearestToItsEnd() {
    Quota requests = new Quota("requests", 10, 4);
    Quota tokens = new Quota("tokens", 1_000, 900);

    assertThat(new Admission(true, List.of(requests, tokens), true).nearest()).contains(tokens);
    assertThat(tokens.remaining()).isEqualTo(100);
    assertThat(tokens.resetSeconds()).isEqualTo(54);
    assertThat(new Quota("tokens", 1_000, 2_000).remaining()).isZero();
  }
}
