package dev.raghub.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GithubSecretTest {
  private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);

  /// The values that GitHub's documentation gives to test with.
  private static final String SIGNATURE =
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

  private static final GithubSecret SECRET =
      GithubSecret.of("It's a Secret to Everybody").orElseThrow();

  @Test
  void signsAsGithubDoes() {
    assertThat(SECRET.sign(BODY)).isEqualTo(SIGNATURE);
    assertThat(SECRET.signed(new WebhookDelivery.Github("1", "push", SIGNATURE, BODY))).isTrue();
  }

  @Test
  void signsNoOtherDelivery() {
    assertThat(SECRET.signed(new WebhookDelivery.Github("1", "push", "", BODY))).isFalse();
    assertThat(SECRET.signed(new WebhookDelivery.Github("1", "push", SIGNATURE, new byte[0])))
        .isFalse();
    assertThat(SECRET.signed(new WebhookDelivery.Standard("1", "2", SIGNATURE, BODY))).isFalse();
  }

  @Test
  void isNeitherShortNorPrinted() {
    assertThat(GithubSecret.of("fifteen letters")).isEmpty();
    assertThat(SECRET.toString()).isEqualTo("***");
  }
}
