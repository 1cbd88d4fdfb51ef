package dev.raghub;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which package may know which, as `docs/architecture.md` draws it: one line a package, top first,
/// `package -> packages it may know`. What is not written is forbidden, also for a package that has
/// no line yet.
record Arrows(String root, Map<String, List<String>> allowed) {
  static final Arrows RAGHUB =
      of(
          "dev.raghub",
          """
          console -> eval paraphrase model admin rest spend query ingest file retrieve index graph document corpus source embedded workspace observe answer fault
          eval -> paraphrase route model source fault
          admin -> inspect rest announce schedule change erase spend query cache ingest reading resolve tier retrieve model index merge graph document corpus source workspace answer observe fault
          mcp -> rest query retrieve model index extract graph corpus workspace answer observe fault
          openai -> rest query tier model workspace answer fault
          rest -> change erase spend idempotency limit oidc query cache route ingest file context retrieve merge index graph document corpus source workspace answer observe fault
          announce -> change ingest workspace observe fault
          schedule -> change ingest source workspace observe fault
          broker -> change source workspace observe fault
          decode -> change ingest source workspace observe fault
          change -> ingest reading index merge document corpus source workspace observe fault
          erase -> cache route merge index spend corpus workspace fault
          query -> cache aggregate route retrieve context tier workspace answer observe fault
          aggregate -> ingest extract graph corpus analysis source workspace observe answer fault
          ingest -> file reading index model merge extract chunk document graph corpus source workspace observe fault
          reading -> spend model merge extract document graph corpus workspace observe fault
          inspect -> resolve index merge graph corpus workspace fault
          resolve -> merge extract graph corpus workspace fault
          cache -> redis tier paraphrase model corpus analysis workspace observe answer fault
          route -> retrieve tier spend index model graph corpus analysis workspace observe answer fault
          retrieve -> index model extract graph corpus analysis workspace answer observe fault
          tier -> context spend model extract analysis workspace observe answer fault
          context -> model analysis answer fault
          idempotency -> spend workspace fault
          spend -> limit model workspace observe fault
          limit -> redis workspace observe fault
          oidc -> workspace fault
          index -> model graph corpus analysis workspace observe fault
          merge -> extract chunk document graph corpus analysis source workspace fault
          paraphrase -> fault
          extract -> chunk document graph corpus source fault
          chunk -> document corpus fault
          document -> corpus source workspace fault
          graph -> corpus analysis workspace observe fault
          corpus -> analysis workspace fault
          model -> observe fault
          file -> source fault
          source -> fault
          workspace -> fault
          answer -> analysis fault
          embedded -> fault
          observe -> fault
          redis ->
          analysis ->
          fault ->
          """);

  static Arrows of(String root, String lines) {
    Map<String, List<String>> allowed = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> line.split("->", -1))
        .forEach(
            parts ->
                allowed.put(
                    parts[0].strip(),
                    Arrays.stream(parts[1].strip().split(" ", -1))
                        .filter(target -> !target.isEmpty())
                        .toList()));
    return new Arrows(root, allowed);
  }

  /// The arrows that point up or to a package without a line; none, if the lines are in order.
  List<String> notDownward() {
    List<String> order = List.copyOf(allowed.keySet());
    return allowed.entrySet().stream()
        .flatMap(
            line ->
                line.getValue().stream()
                    .filter(target -> order.indexOf(target) <= order.indexOf(line.getKey()))
                    .map(target -> line.getKey() + " -> " + target))
        .toList();
  }

  ArchCondition<JavaClass> condition() {
    return new ArchCondition<>("know only the packages that its package may know") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(
                dependency -> !mayKnow(type, dependency.getTargetClass().getBaseComponentType()))
            .forEach(dependency -> events.add(violation(dependency)));
      }
    };
  }

  private static ConditionEvent violation(Dependency dependency) {
    return SimpleConditionEvent.violated(dependency, dependency.getDescription());
  }

  private boolean mayKnow(JavaClass from, JavaClass to) {
    String source = feature(from);
    String target = feature(to);
    // The root package wires all the others; none of them knows it.
    return target.isEmpty()
        || source.equals(target)
        || source.equals(root)
        || allowed.getOrDefault(source, List.of()).contains(target);
  }

  /// The package below the root that holds this type; empty for a type that is not ours.
  private String feature(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(root)) {
      return root;
    }
    return name.startsWith(root + ".")
        ? name.substring(root.length() + 1).replaceFirst("\\..*", "")
        : "";
  }
}
