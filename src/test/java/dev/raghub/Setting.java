package dev.raghub;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an operator may set.
///
/// @param documented whether the method that reads it has a comment
record Setting(String key, Optional<String> initial, boolean documented, String place) {
  private static final String MAP = "Map<String,";

  /// The settings of every `@ConfigMapping` interface in the sources.
  static List<Setting> in(List<JavaFile> sources) {
    return sources.stream()
        .flatMap(
            source ->
                source.unit().getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .flatMap(type -> ofMapping(source, type)))
        .toList();
  }

  /// The environment variable that sets the key.
  String variable() {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static Stream<Setting> ofMapping(JavaFile source, ClassTree type) {
    return argument(type.getModifiers(), "ConfigMapping")
        .map(prefix -> ofGroup(source, type, prefix))
        .orElseGet(Stream::of);
  }

  private static Stream<Setting> ofGroup(JavaFile source, ClassTree type, String prefix) {
    return type.getMembers().stream()
        .filter(MethodTree.class::isInstance)
        .map(MethodTree.class::cast)
        .filter(method -> method.getBody() == null)
        .flatMap(method -> ofMethod(source, type, prefix, method));
  }

  private static Stream<Setting> ofMethod(
      JavaFile source, ClassTree type, String prefix, MethodTree method) {
    String key = key(prefix, method);
    return nested(type, group(method))
        .map(group -> ofGroup(source, group, key))
        .orElseGet(
            () ->
                Stream.of(
                    new Setting(
                        key,
                        argument(method.getModifiers(), "WithDefault"),
                        source.comment(method).isPresent(),
                        source.place(method))));
  }

  /// `prefix.name`; a map of groups has a part that the operator names, written `NAME`.
  private static String key(String prefix, MethodTree method) {
    boolean atPrefix =
        method.getModifiers().getAnnotations().stream()
            .anyMatch(
                annotation -> annotation.getAnnotationType().toString().equals("WithParentName"));
    String name =
        argument(method.getModifiers(), "WithName")
            .orElseGet(() -> kebab(method.getName().toString()));
    return (atPrefix ? prefix : prefix + "." + name) + (isMap(method) ? ".NAME" : "");
  }

  private static boolean isMap(MethodTree method) {
    return String.valueOf(method.getReturnType()).startsWith(MAP);
  }

  /// The type that holds what belongs to a method: its own, or that of a map's values.
  private static String group(MethodTree method) {
    String type = String.valueOf(method.getReturnType());
    return isMap(method) ? type.substring(MAP.length(), type.length() - 1).strip() : type;
  }

  private static Optional<ClassTree> nested(ClassTree type, String name) {
    return type.getMembers().stream()
        .filter(member -> member.getKind() == Tree.Kind.INTERFACE)
        .map(ClassTree.class::cast)
        .filter(member -> member.getSimpleName().contentEquals(name))
        .findFirst();
  }

  /// The one argument of an annotation, if it is there.
  private static Optional<String> argument(ModifiersTree modifiers, String annotation) {
    return modifiers.getAnnotations().stream()
        .filter(present -> present.getAnnotationType().toString().equals(annotation))
        .map(AnnotationTree::getArguments)
        .map(List::getFirst)
        .map(Setting::text)
        .findFirst();
  }

  private static String text(ExpressionTree argument) {
    ExpressionTree value =
        argument instanceof AssignmentTree named ? named.getExpression() : argument;
    return value instanceof LiteralTree literal
        ? String.valueOf(literal.getValue())
        : value.toString();
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
