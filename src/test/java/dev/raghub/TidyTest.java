package dev.raghub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.fault.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a reader would otherwise have to look after: lengths, manuals, and documents that say what
/// the code says. Every check has a twin that shows that it can fail.
class TidyTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final List<JavaFile> OURS = JavaFile.under(MAIN);
  private static final List<JavaFile> TESTS = JavaFile.under(Path.of("src/test/java"));
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(raghub\\.[a-z.-]+)");

  @Test
  void keepsFilesMethodsAndParametersShort() {
    assertThat(both().flatMap(file -> Tidy.tooLong(file).stream())).isEmpty();
  }

  @Test
  void findsWhatIsOneLineOrParameterTooLong() {
    assertThat(Tidy.tooLong(JavaFile.of("F.java", file(Tidy.MAX_FILE_LINES)))).isEmpty();
    assertThat(Tidy.tooLong(JavaFile.of("F.java", file(Tidy.MAX_FILE_LINES + 1))))
        .containsExactly("/F.java: 401 lines");
    assertThat(Tidy.tooLong(method(Tidy.MAX_METHOD_LINES, 5, 8))).isEmpty();
    assertThat(Tidy.tooLong(method(Tidy.MAX_METHOD_LINES + 1, 6, 9)))
        .containsExactly(
            "/M.java:2 <init>: 9 parameters", "/M.java:3 m: 41 lines", "/M.java:3 m: 6 parameters");
  }

  @Test
  void letsARecordHaveAsManyComponentsAsItNeeds() {
    String components = parameters(12);
    assertThat(
            Tidy.tooLong(JavaFile.of("R.java", "record R(%s) { R(%<s) {} }".formatted(components))))
        .isEmpty();
  }

  @Test
  void givesEveryPackageAManual() {
    assertThat(Tidy.withoutManual(both().toList())).isEmpty();
  }

  @Test
  void findsAPackageWithoutAManual() {
    JavaFile type = JavaFile.of("A.java", "package a; class A {}");

    assertThat(Tidy.withoutManual(List.of(type))).containsExactly("a");
    assertThat(Tidy.withoutManual(List.of(type, manual("package a;")))).containsExactly("a");
    assertThat(Tidy.withoutManual(List.of(type, manual("/// Words\npackage a;"))))
        .containsExactly("a");
    assertThat(Tidy.withoutManual(List.of(type, manual("/// A sentence.\npackage a;")))).isEmpty();
  }

  @Test
  void explainsEverySettingWhereItIsRead() {
    assertThat(Setting.in(OURS)).isNotEmpty().allMatch(Setting::documented);
  }

  @Test
  void readsSettingsOutOfMappings() {
    JavaFile source =
        JavaFile.of(
            "S.java",
            """
            @ConfigMapping(prefix = "raghub.s")
            interface S {
              /// Documented.
              @WithDefault("5s")
              Duration maxWait();
              Group inner();
              interface Group {
                @WithName("other")
                int renamed();
              }
            }
            """);

    assertThat(Setting.in(List.of(source)))
        .containsExactly(
            new Setting("raghub.s.max-wait", Optional.of("5s"), true, "/S.java:4"),
            new Setting("raghub.s.inner.other", Optional.empty(), false, "/S.java:8"));
  }

  @Test
  void readsSettingsThatTheOperatorNames() {
    JavaFile source =
        JavaFile.of(
            "S.java",
            """
            @ConfigMapping(prefix = "raghub.s")
            interface S {
              @WithParentName
              Map<String, Group> groups();
              Map<String, Group> others();
              interface Group {
                int size();
              }
            }
            """);

    assertThat(Setting.in(List.of(source)))
        .extracting(Setting::key)
        .containsExactly("raghub.s.NAME.size", "raghub.s.others.NAME.size");
  }

  @Test
  void listsEverySettingWithItsVariableAndDefault() throws IOException {
    assertThat(Tidy.notInTable(settings(), configurationRows())).isEmpty();
  }

  @Test
  void listsNoSettingThatIsGone() throws IOException {
    assertThat(settings().stream().map(Setting::key)).containsAll(configurationRows().keySet());
  }

  @Test
  void findsASettingThatTheTableLacksOrHasWrong() {
    Setting setting = new Setting("raghub.a.b-c", Optional.of("5"), true, "A.java:1");
    String good = "| `raghub.a.b-c` | `RAGHUB_A_B_C` | `5` | Five. |";

    assertThat(missing(setting, good)).isEmpty();
    assertThat(missing(setting, good.replace("`5`", "`6`"))).containsExactly("raghub.a.b-c");
    assertThat(missing(setting, good.replace("A_B_C", "ABC"))).containsExactly("raghub.a.b-c");
    assertThat(missing(setting, "raghub.a.b-c is five")).containsExactly("raghub.a.b-c");
  }

  @Test
  void numbersMigrationsWithoutGaps() {
    assertThat(Tidy.misnumbered(names(Path.of("migrations")))).isEmpty();
  }

  @Test
  void findsAGapBetweenMigrations() {
    assertThat(Tidy.misnumbered(List.of("V1__a.sql", "V2__b.sql", "R__c.sql"))).isEmpty();
    assertThat(Tidy.misnumbered(List.of("V1__a.sql", "V3__b.sql"))).isNotEmpty();
    assertThat(Tidy.misnumbered(List.of("V1__a.sql", "V1__b.sql"))).isNotEmpty();
    assertThat(Tidy.misnumbered(List.of("V1__a.sql", "v2_b.sql"))).isNotEmpty();
  }

  @Test
  void explainsEveryError() throws IOException {
    Map<String, String> rows = Tidy.rows(Files.readString(Path.of("docs/errors.md")));

    assertThat(rows)
        .containsOnlyKeys(Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    assertThat(ErrorCode.values())
        .allSatisfy(code -> assertThat(rows.get(code.code())).startsWith(errorRow(code)));
  }

  @Test
  void namesNoMachineAndLeavesNothingForLater() {
    assertThat(
            Stream.of("src", "migrations", "docs", "etl")
                .flatMap(folder -> JavaFile.files(Path.of(folder)).stream())
                .flatMap(path -> Tidy.looseEnds(path.toString(), content(path)).stream()))
        .isEmpty();
  }

  @Test
  void findsMachinesAndLooseEnds() {
    String slash = "/";
    assertThat(Tidy.looseEnds("a", "fine\nin " + slash + "work/a"))
        .containsExactly("a:2 " + slash + "work/");
    assertThat(Tidy.looseEnds("a", "https:" + slash + "/nexus.example.org/maven")).hasSize(1);
    assertThat(Tidy.looseEnds("a", "TO" + "DO later")).hasSize(1);
    assertThat(Tidy.looseEnds("a", "src/work/a, example.org/home/, a registry of workspaces"))
        .isEmpty();
  }

  @Test
  void readsEveryPromptAndTemplate() {
    String code = OURS.stream().map(JavaFile::text).collect(Collectors.joining());
    Path resources = Path.of("src/main/resources");

    assertThat(
            Stream.of("prompts", "documents")
                .flatMap(folder -> JavaFile.files(resources.resolve(folder)).stream())
                .map(path -> resources.relativize(path).toString()))
        .isNotEmpty()
        .allMatch(code::contains);
  }

  private static Stream<JavaFile> both() {
    return Stream.concat(OURS.stream(), TESTS.stream());
  }

  /// A file of so many lines.
  private static String file(int lines) {
    return "class F {\n" + "\n".repeat(lines - 2) + "}\n";
  }

  /// A class with a method of so many lines and parameters, and a constructor.
  private static JavaFile method(int lines, int parameters, int constructorParameters) {
    return JavaFile.of(
        "M.java",
        "class M {\n  M(%s) {}\n  void m(%s) {\n%s}\n}\n"
            .formatted(
                parameters(constructorParameters), parameters(parameters), "\n".repeat(lines - 2)));
  }

  private static String parameters(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> "int p" + index)
        .collect(Collectors.joining(", "));
  }

  private static JavaFile manual(String text) {
    return JavaFile.of("package-info.java", text);
  }

  private static List<String> missing(Setting setting, String table) {
    return Tidy.notInTable(List.of(setting), Tidy.rows(table));
  }

  /// Those of the mappings, and those that `application.properties` passes on to Quarkus.
  private static List<Setting> settings() throws IOException {
    List<Setting> settings = new ArrayList<>(Setting.in(OURS));
    String properties = Files.readString(Path.of("src/main/resources/application.properties"));
    PLACEHOLDER
        .matcher(properties)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(
            key ->
                settings.add(new Setting(key, Optional.empty(), true, "application.properties")));
    return settings;
  }

  private static Map<String, String> configurationRows() throws IOException {
    return Tidy.rows(Files.readString(Path.of("docs/configuration.md")));
  }

  private static String errorRow(ErrorCode code) {
    return "| `%s` | %d | %s | %s |"
        .formatted(code.code(), code.status(), code.retriable() ? "yes" : "no", code.type());
  }

  private static List<String> names(Path folder) {
    return JavaFile.files(folder).stream().map(path -> path.getFileName().toString()).toList();
  }

  /// The file's text; binary files hold nothing for a reader.
  private static String content(Path path) {
    try {
      String text = Files.readString(path, StandardCharsets.ISO_8859_1);
      return text.indexOf('\0') < 0 ? text : "";
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
