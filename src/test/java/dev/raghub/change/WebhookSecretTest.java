package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
  /// The example of the Standard Webhooks libraries.
  private static final WebhookSecret SECRET =
      WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void signsAsTheStandardDoes() {
    assertThat(SECRET.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", BODY))
        .isEqualTo(SIGNATURE);
  }

  @Test
  void findsItsSignatureAmongOthers() {
    assertThat(signed("v1,AAAA " + SIGNATURE + " v2,BBBB")).isTrue();
    assertThat(signed("v1,AAAA")).isFalse();
    assertThat(signed("")).isFalse();
    assertThat(signed(SIGNATURE.replace("v1,", "v2,"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_%%%"})
  void isMadeOfNothingElse(String text) {
    assertThat(WebhookSecret.of(text)).isEmpty();
  }

  @Test
  void isNotPrinted() {
    assertThat(SECRET.toString()).isEqualTo("***");
  }

  private static boolean signed(String signatures) {
    return SECRET.signed(
        new WebhookDelivery.Standard(
            "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", signatures, BODY));
  }
}
