package dev.raghub;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.raghub.violations.Violations;
import dev.raghub.violations.lower.Lower;
import dev.raghub.violations.lower.Workspace;
import dev.raghub.violations.upper.Upper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of `docs/architecture.md` and `docs/style.md` that the class files can show, each
/// twice: our code keeps it, and a class that breaks it on purpose is found.
class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.raghub");
  private static final ArchRule NO_CYCLES = Rules.noCycles("dev.raghub.(**)");
  private static final Arrows TWO_PACKAGES =
      Arrows.of("dev.raghub.violations", "upper -> lower\nlower ->");

  /// A rule, classes that break it and a word of the complaint about each of them.
  record Case(ArchRule rule, List<Class<?>> breaking, List<String> complaints) {
    static Case of(ArchRule rule, Class<?> breaking, String... complaints) {
      return new Case(rule, List.of(breaking), List.of(complaints));
    }

    @Override
    public String toString() {
      return rule.getDescription();
    }
  }

  static Stream<Case> rules() {
    return Stream.of(
        new Case(NO_CYCLES, List.of(Upper.class, Lower.class), List.of("Cycle detected")),
        Case.of(Rules.arrows(TWO_PACKAGES), Lower.class, "Upper"),
        Case.of(
            Rules.arrows(Arrows.RAGHUB), Violations.PostgresUnscoped.class, "workspace.Workspace"),
        Case.of(Rules.WORKSPACE_FIRST, Violations.UnscopedStore.class, "UnscopedStore.all("),
        Case.of(Rules.WORKSPACE_FIRST, Violations.PostgresUnscoped.class, "Unscoped.find("),
        Case.of(Rules.WORKSPACE_MADE_AT_HOME, Workspace.class, "constructor is public"),
        Case.of(Rules.SIDE_DOORS, Violations.UsesSideDoors.class, "outside(", "forUpkeep("),
        Case.of(Rules.SQL_IN_POSTGRES, Violations.KnowsSql.class, "java.sql.Connection"),
        Case.of(Rules.SQL_IN_POSTGRES, Violations.KnowsDataSource.class, "javax.sql.DataSource"),
        Case.of(Rules.SQL_IN_POSTGRES, Violations.KnowsJdbi.class, "org.jdbi.v3.core.Handle"),
        Case.of(Rules.LUCENE_IN_LUCENE, Violations.KnowsLucene.class, "org.apache.lucene"),
        Case.of(Rules.REDIS_IN_REDIS, Violations.KnowsRedis.class, "io.quarkus.redis"),
        Case.of(Rules.NO_FIELD_INJECTION, Violations.InjectsField.class, "InjectsField.clock"),
        Case.of(
            Rules.TIME_AND_CHANCE_ARE_INJECTED,
            Violations.ChoosesItself.class,
            "Instant.now()",
            "LocalDate.now()",
            "System.currentTimeMillis()",
            "Random.<init>()",
            "UUID.randomUUID()",
            "Clock.systemUTC()"),
        Case.of(Rules.NO_MUTINY, Violations.Reactive.class, "Reactive.answer()"),
        Case.of(Rules.NO_MUTINY, Violations.TakesReactive.class, "TakesReactive.answer("),
        Case.of(Rules.NO_STANDARD_STREAMS, Violations.Prints.class, "java.lang.System.out"),
        Case.of(Rules.WIRE_TYPES_ARE_RECORDS, Violations.MutableRequest.class, "MutableRequest"),
        Case.of(Rules.ERRORS_HAVE_CODES, Violations.ThrowsPlain.class, "IllegalArgument"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKeptByOurCode(Case rule) {
    assertThat(violations(rule.rule(), OURS)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void findsWhatBreaksIt(Case rule) {
    List<String> found =
        violations(
            rule.rule(), new ClassFileImporter().importClasses(List.copyOf(rule.breaking())));

    assertThat(rule.complaints())
        .allSatisfy(
            complaint -> assertThat(found).anyMatch(violation -> violation.contains(complaint)));
  }

  @Test
  void drawsEveryArrowDownwards() {
    assertThat(Arrows.RAGHUB.notDownward()).isEmpty();
    assertThat(Arrows.of("a", "low ->\nhigh -> low unknown").notDownward())
        .containsExactly("high -> low", "high -> unknown");
  }

  @Test
  void allowsWhatIsInjectedAndNamedInvariants() {
    JavaClasses good =
        new ClassFileImporter()
            .importClasses(Violations.AsksForIt.class, Violations.ThrowsInvariant.class);

    assertThat(violations(Rules.TIME_AND_CHANCE_ARE_INJECTED, good)).isEmpty();
    assertThat(violations(Rules.ERRORS_HAVE_CODES, good)).isEmpty();
  }

  private static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.allowEmptyShould(true).evaluate(classes).getFailureReport().getDetails();
  }
}
