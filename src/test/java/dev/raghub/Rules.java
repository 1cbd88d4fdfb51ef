package dev.raghub;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callCodeUnitWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Stream;

/// The rules that [ArchitectureTest] applies.
final class Rules {
  /// Methods of stores and indexes that touch no workspace's data, with the reason.
  private static final Set<String> WITHOUT_WORKSPACE =
      Set.of(
          // What the projection is called, the same for every workspace.
          "LuceneTextIndex.name",
          "LuceneVectorIndex.name",
          "PostgresVectorIndex.name",
          // Cuts a text into search terms; reads no index.
          "LuceneTextIndex.terms",
          // The end of the process.
          "LuceneVectorIndex.close",
          // A key's budget counts over all workspaces and holds no content of any.
          "PostgresKeyBudgets.put",
          "PostgresKeyBudgets.remove",
          "PostgresKeyBudgets.list",
          // What belongs to no workspace: making workspaces and keys.
          "PostgresOutsideIdempotency.claim",
          "PostgresOutsideIdempotency.complete",
          "PostgresOutsideIdempotency.release",
          "PostgresOutsideIdempotency.sweep",
          // What a query of a workspace has given.
          "PostgresChunkRow.of",
          // A migration, by the owner, from one workspace to the next, before anybody is served.
          "PostgresStoredPairs.migrate",
          "PostgresStoredPairs.getVersion",
          "PostgresStoredPairs.getDescription",
          "PostgresStoredPairs.getChecksum",
          "PostgresStoredPairs.canExecuteInTransaction",
          // Package-private: the open folder of one workspace, whom LuceneFolder has asked already.
          "LuceneStore.close");

  /// Who looks after all workspaces, or outside of them, and at what.
  private static final Set<String> SIDE_DOORS_OF =
      Set.of(
          // Caps and sums of a key's money.
          "dev.raghub.spend.PostgresKeyBudgets",
          // Answers to requests that belong to no workspace.
          "dev.raghub.idempotency.PostgresOutsideIdempotency",
          // Changes that wait, and triggers to listen to.
          "dev.raghub.change.ChangeWorkers",
          "dev.raghub.change.TriggerListeners",
          // Schedules, and runs whose gateway is lost.
          "dev.raghub.schedule.Scheduler",
          "dev.raghub.announce.Announcer",
          // Slots to stream.
          "dev.raghub.decode.Decoders",
          // Indexes and graphs of workspaces that another gateway erased.
          "dev.raghub.erase.ForeignErasures",
          // Reservations and traces whose time is over.
          "dev.raghub.spend.Upkeep",
          // Projections, which hold what all readers may see, and what is left out of them.
          "dev.raghub.index.Indexes",
          "dev.raghub.graph.Graphs",
          "dev.raghub.corpus.PostgresHidden",
          "dev.raghub.corpus.PostgresEmbeddings",
          // Workspaces that another embedder has embedded.
          "dev.raghub.ingest.Reembedding");

  /// Where a process gets its time, randomness and ids from.
  private static final Set<String> SOURCES_OF_CHANCE =
      Set.of(
          // The process's clock.
          "dev.raghub.Wiring",
          // API keys come from the operating system's randomness, which no seed may replace.
          "dev.raghub.workspace.KeySecrets",
          // The id of a request that came without one.
          "dev.raghub.rest.Gate");

  static final ArchRule WORKSPACE_FIRST =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat(describe("keep tenants' data", Rules::keepsTenantsData))
          .should(takeWorkspaceFirst());

  static final ArchRule WORKSPACE_MADE_AT_HOME =
      constructors()
          .that()
          .areDeclaredInClassesThat()
          .haveSimpleName("Workspace")
          .should(beClosed());

  /// Who may do without a caller's workspace, by the door that stands open for it.
  static final ArchRule SIDE_DOORS =
      noClasses()
          .that(describe("have no side door", type -> !SIDE_DOORS_OF.contains(type.getName())))
          .should(callCodeUnitWhere(describe("a side door is used", Rules::isSideDoor)));

  static final ArchRule SQL_IN_POSTGRES =
      noClasses()
          .that(areNotNamed("Postgres"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..");

  static final ArchRule LUCENE_IN_LUCENE =
      noClasses()
          .that(areNotNamed("Lucene"))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..");

  static final ArchRule REDIS_IN_REDIS =
      noClasses()
          .that(areNotNamed("Redis"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus.redis..", "io.vertx.redis..", "io.vertx.mutiny.redis..", "redis..");

  static final ArchRule NO_FIELD_INJECTION =
      fields().should().notBeAnnotatedWith(Inject.class).allowEmptyShould(true);

  static final ArchRule TIME_AND_CHANCE_ARE_INJECTED =
      noClasses()
          .that(describe("are no source of time, chance or ids", type -> !isSourceOfChance(type)))
          .should(callCodeUnitWhere(describe("time, chance or ids are chosen", Rules::chooses)));

  static final ArchRule NO_MUTINY =
      methods().should(haveNo("io.smallrye.mutiny")).allowEmptyShould(true);

  static final ArchRule NO_STANDARD_STREAMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.raghub.console..")
          .should(ACCESS_STANDARD_STREAMS);

  static final ArchRule WIRE_TYPES_ARE_RECORDS =
      classes()
          .that()
          .haveSimpleNameEndingWith("Request")
          .or()
          .haveSimpleNameEndingWith("Response")
          .should()
          .beRecords();

  static final ArchRule ERRORS_HAVE_CODES =
      noClasses()
          .should(callCodeUnitWhere(describe("an exception without a code is made", Rules::noCode)))
          .because("every failure names an ErrorCode; IllegalStateException is for invariants");

  private Rules() {}

  static ArchRule noCycles(String packages) {
    return slices().matching(packages).should().beFreeOfCycles();
  }

  static ArchRule arrows(Arrows arrows) {
    return classes().should(arrows.condition());
  }

  /// Sources and evaluation sets are foreign databases; no arrow leads from them to a workspace.
  private static boolean keepsTenantsData(JavaClass type) {
    boolean ownRules =
        Stream.of("workspace", "source", "embedded", "eval")
            .anyMatch(name -> type.getPackageName().equals("dev.raghub." + name));
    String name = type.getSimpleName();
    return !ownRules
        && (name.startsWith("Postgres")
            || name.endsWith("Store")
            || name.endsWith("Index")
            || name.endsWith("Cache"));
  }

  private static ArchCondition<JavaMethod> takeWorkspaceFirst() {
    return new ArchCondition<>("take the workspace first") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean first =
            !method.getRawParameterTypes().isEmpty()
                && method
                    .getRawParameterTypes()
                    .getFirst()
                    .getFullName()
                    .equals("dev.raghub.workspace.Workspace");
        String name = method.getOwner().getSimpleName() + "." + method.getName();
        if (!first && !generated(method) && !WITHOUT_WORKSPACE.contains(name)) {
          events.add(SimpleConditionEvent.violated(method, method.getDescription()));
        }
      }
    };
  }

  private static boolean isSideDoor(JavaCall<?> call) {
    String target = call.getTarget().getOwner().getName() + "." + call.getTarget().getName();
    return target.equals("dev.raghub.workspace.PostgresScope.outside")
        || target.equals("dev.raghub.workspace.PostgresWorkspaces.forUpkeep")
        || target.equals("dev.raghub.workspace.Workspace.whole");
  }

  private static boolean generated(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.SYNTHETIC)
        || method.getModifiers().contains(JavaModifier.BRIDGE);
  }

  private static ArchCondition<JavaConstructor> beClosed() {
    return new ArchCondition<>("be closed to other packages") {
      @Override
      public void check(JavaConstructor constructor, ConditionEvents events) {
        if (constructor.getModifiers().contains(JavaModifier.PUBLIC)
            || constructor.getModifiers().contains(JavaModifier.PROTECTED)) {
          events.add(
              SimpleConditionEvent.violated(
                  constructor, constructor.getFullName() + ": the constructor is public"));
        }
      }
    };
  }

  /// Types whose file is not named by the technology; nested types go with their file.
  private static DescribedPredicate<JavaClass> areNotNamed(String technology) {
    return describe(
        "are not named " + technology + "*",
        type -> {
          String file = type.getName().substring(type.getPackageName().length() + 1);
          return !file.startsWith(technology);
        });
  }

  private static boolean isSourceOfChance(JavaClass type) {
    return SOURCES_OF_CHANCE.contains(type.getName().replaceFirst("\\$.*", ""))
        || type.getPackageName().equals("dev.raghub.embedded")
        || type.getPackageName().equals("dev.raghub.console");
  }

  private static boolean chooses(JavaCall<?> call) {
    CodeUnitCallTarget target = call.getTarget();
    String owner = target.getOwner().getName();
    boolean bare = target.getRawParameterTypes().isEmpty();
    return switch (target.getName()) {
      // now(Clock) is what we want; now() and now(ZoneId) read the machine's clock.
      case "now" ->
          owner.startsWith("java.time.")
              && (bare || !target.getRawParameterTypes().getFirst().getName().endsWith("Clock"));
      case "currentTimeMillis" -> owner.equals("java.lang.System");
      case "random" -> owner.equals("java.lang.Math");
      case "randomUUID" -> owner.equals("java.util.UUID");
      case "current" -> owner.equals("java.util.concurrent.ThreadLocalRandom");
      case "systemUTC", "systemDefaultZone", "system" -> owner.equals("java.time.Clock");
      case JavaConstructor.CONSTRUCTOR_NAME ->
          owner.equals("java.security.SecureRandom")
              || (bare && Set.of("java.util.Random", "java.util.Date").contains(owner));
      default -> false;
    };
  }

  private static ArchCondition<JavaMethod> haveNo(String packageName) {
    return new ArchCondition<>("have nothing of " + packageName + " in their signatures") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        if (signature(method).anyMatch(type -> type.getPackageName().startsWith(packageName))) {
          events.add(SimpleConditionEvent.violated(method, method.getDescription()));
        }
      }
    };
  }

  private static Stream<JavaClass> signature(JavaCodeUnit method) {
    return Stream.concat(
        method.getReturnType().getAllInvolvedRawTypes().stream(),
        method.getParameterTypes().stream()
            .flatMap(type -> type.getAllInvolvedRawTypes().stream()));
  }

  private static boolean noCode(JavaCall<?> call) {
    JavaClass made = call.getTarget().getOwner();
    // A subclass that calls super(...) makes an exception of its own.
    return call.getTarget().getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
        && Set.of(
                "java.lang.Exception",
                "java.lang.Error",
                "java.lang.RuntimeException",
                "java.lang.IllegalArgumentException",
                "java.lang.NullPointerException",
                "java.lang.UnsupportedOperationException")
            .contains(made.getName())
        && !call.getOriginOwner().isAssignableTo(made.getName());
  }
}
