package dev.raghub.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.RaghubException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// With vectors made up: each workspace has its direction, each text lies near it.
final class ExampleRouterTest {
  private static final int DIMENSIONS = 16;
  private static final float NOISE = 0.15f;
  private static final List<String> WORKSPACES = List.of("banking", "kitchen", "travel");

  private final Random random = new Random(5);

  @Test
  void routesAQuestionToTheWorkspaceOfItsNearest() {
    ExampleRouter router = ExampleRouter.learn(examples(20));
    for (int i = 0; i < WORKSPACES.size(); i++) {
      Routing routing = router.route("what about my " + WORKSPACES.get(i), near(i));
      assertThat(routing.workspace()).contains(WORKSPACES.get(i));
      assertThat(routing.scores().keySet()).containsExactlyInAnyOrderElementsOf(WORKSPACES);
      assertThat(List.copyOf(routing.scores().values()))
          .isSortedAccordingTo(Collections.reverseOrder());
    }
  }

  @Test
  void refusesAQuestionThatIsNearNone() {
    Routing routing = ExampleRouter.learn(examples(20)).route("who won the match", near(9));
    assertThat(routing.workspace()).isEmpty();
    assertThat(routing.scores().values()).allMatch(score -> score < routing.threshold());
  }

  @Test
  void learnsFromForeignExamplesWhatIsForeign() {
    List<Example> examples = new ArrayList<>(examples(20));
    examples.removeIf(example -> !example.workspace().equals(Optional.of("banking")));
    double alone = ExampleRouter.learn(examples).route("?", near(0)).threshold();
    for (int i = 0; i < 20; i++) {
      examples.add(new Example("the weather " + i, near(9), Optional.empty()));
    }
    Routing routing = ExampleRouter.learn(examples).route("the weather", near(9));
    assertThat(routing.threshold()).isNotEqualTo(alone);
    assertThat(routing.workspace()).isEmpty();
  }

  @Test
  void doesNotDependOnTheOrderOfWorkspaces() {
    List<Example> examples = examples(4);
    float[] question = near(1);
    Routing once = ExampleRouter.learn(examples).route("my kitchen", question);
    List<Example> others = new ArrayList<>(examples.subList(4, 12));
    others.addAll(examples.subList(0, 4));
    assertThat(ExampleRouter.learn(others).route("my kitchen", question).workspace())
        .isEqualTo(once.workspace());
  }

  @Test
  void learnsFromASingleExample() {
    float[] vector = near(0);
    List<Example> one = List.of(new Example("my banking", vector, Optional.of("banking")));
    assertThat(ExampleRouter.learn(one).route("my banking", vector).workspace())
        .contains("banking");
  }

  @Test
  void refusesToLearnFromExamplesOfNoWorkspace() {
    List<Example> nowhere = List.of(new Example("the weather", near(0), Optional.empty()));
    assertThatThrownBy(() -> ExampleRouter.learn(nowhere))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("no example has a workspace");
  }

  @Test
  void refusesMoreExamplesThanItsLimit() {
    Example example = new Example("my banking", near(0), Optional.of("banking"));
    List<Example> tooMany = Collections.nCopies(ExampleRouter.MAX_EXAMPLES + 1, example);
    assertThatThrownBy(() -> ExampleRouter.learn(tooMany))
        .isInstanceOf(RaghubException.class)
        .hasMessageContaining("50001 examples; at most 50000");
  }

  private List<Example> examples(int each) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < WORKSPACES.size(); i++) {
      for (int n = 0; n < each; n++) {
        String text = "question %d about my %s".formatted(n, WORKSPACES.get(i));
        examples.add(new Example(text, near(i), Optional.of(WORKSPACES.get(i))));
      }
    }
    return examples;
  }

  private float[] near(int direction) {
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = NOISE * (float) random.nextGaussian() + (i == direction ? 1 : 0);
    }
    return UnitVectors.normalised(vector);
  }
}
