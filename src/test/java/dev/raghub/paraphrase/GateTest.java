package dev.raghub.paraphrase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
  private static final double ALIKE = 0.99;

  private final Gate gate = new Gate(0);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          How do I enable 2FA? | How do I disable 2FA? | OPPOSITE
          How do I turn dark mode on? | How do I turn dark mode off? | OPPOSITE
          Is port 443 open? | Is port 443 closed? | OPPOSITE
          What happens before checkout? | What happens after checkout? | OPPOSITE
          Which plans are eligible for a refund? | Which plans are ineligible for a refund? | OPPOSITE
          What is the minimum order? | What is the maximum order? | OPPOSITE
          Which region has the most orders? | Which region has the least orders? | OPPOSITE
          Are fees waived for students? | Are fees not waived for students? | NEGATION
          Can guests comment? | Can't guests comment? | NEGATION
          Is support covered by the plan? | Is support excluded from the plan? | NEGATION
          What is the status of TKT-1041? | What is the status of TKT-1042? | NUMBER
          What changed in release 2.1? | What changed in release 2.10? | NUMBER
          Who has waited two weeks? | Who has waited 3 weeks? | NUMBER
          What is the rate on loan LN-5567? | What is the rate on loan LN-5567A? | NUMBER
          Which orders belong to Maria Lopez? | Which orders belong to Maria Gomez? | NAME
          How do I migrate from MySQL to Oracle? | How do I migrate from Oracle to MySQL? | DIRECTION
          Is Berlin larger than Paris? | Is Paris larger than Berlin? | DIRECTION
          Did Google buy Waze? | Did Waze buy Google? | DIRECTION
          Why did the export fail? | When did the export fail? | FORM
          Does everyone see drafts? | Does anyone see drafts? | QUANTIFIER
          Do admins see drafts? | Do only admins see drafts? | QUANTIFIER
          What is my name? | What is your name? | POSSESSOR
          When did I change the filter? | When should I change the filter? | MODALITY
          Can I rotate the key? | Must I rotate the key? | MODALITY
          What is the balance right now? | What is the balance? | TIME
          Cancel my order. | Cancel my order please. | ACTION
          How do I tame a horse? | How do I tame a horse I fear? | CLAUSE
          """)
  void refusesWhatContradicts(String cached, String asked, Conflict conflict) {
    assertThat(gate.judge(cached, asked, ALIKE)).isEqualTo(new Verdict.Contradiction(conflict));
    assertThat(gate.judge(asked, cached, ALIKE)).isEqualTo(new Verdict.Contradiction(conflict));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What is the limit on a basic account? | What is the limit on a premium account?
          Do platinum members get lounge access? | Do gold members get lounge access?
          How do I delete a project? | How do I archive a project?
          How many days off have I taken? | How many days off have I accrued?
          What is the fee for a student account? | What is the fee for a business account?
          """)
  void doesNotServeOneWordForAnother(String cached, String asked) {
    assertThat(gate.judge(cached, asked, ALIKE)).isInstanceOf(Verdict.Unclear.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          How do I change my password? | How can I change a password? | .95
          Are overdraft fees waived for premium customers? | Do premium customers get overdraft fees waived? | .95
          Does my card waive foreign fees? | Are foreign fees waived on my card? | .93
          When does contract CD-3320 mature? | What's the maturity date for contract CD-3320? | .90
          Why did the sync for Northwind fail? | What are the reasons that the Northwind sync failed? | .90
          """)
  void servesTheSameInOtherWords(String cached, String asked, double similarity) {
    assertThat(gate.judge(cached, asked, similarity)).isInstanceOf(Verdict.Same.class);
  }

  @Test
  void asksForMoreLikenessTheMoreWordsAreLeftOver() {
    String cached = "How do I export a report?";
    String asked = "How do I export a weekly report?";
    assertThat(gate.judge(cached, asked, .90)).isInstanceOf(Verdict.Unclear.class);
    assertThat(gate.judge(cached, asked, .97)).isInstanceOf(Verdict.Same.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Wie aktiviere ich die Anmeldung? | Wie aktiviere ich die Anmeldung nicht?
          ¿Cómo activo la verificación? | ¿Cómo desactivo la verificación?
          如何启用双重验证 | 如何禁用双重验证
          """)
  void decidesNothingInLanguagesItDoesNotKnow(String cached, String asked) {
    assertThat(gate.judge(cached, asked, ALIKE)).isInstanceOf(Verdict.Unclear.class);
  }

  @Test
  void knowsWhatPasses() {
    assertThat(Gate.passing("Who is on call today?")).contains(Conflict.TIME);
    assertThat(Gate.passing("Please close ticket 7")).contains(Conflict.ACTION);
    assertThat(Gate.passing("How do I close a ticket?")).isEmpty();
  }

  @Test
  void standsAnyText() {
    for (String text : new String[] {"", "?", "!!!", "a", "\u0000", "💥", "x".repeat(2_000)}) {
      assertThat(gate.judge(text, text, 1)).isNotNull();
      assertThat(gate.judge(text, "How do I export a report?", 1))
          .isNotInstanceOf(Verdict.Same.class);
    }
  }
}
