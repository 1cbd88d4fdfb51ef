package dev.raghub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingYamlTest {
  private static final String FILM =
      """
      # A comment.
      workspace: pagila
      database:
        url: jdbc:postgresql://${HOST:localhost}:5432/pagila
        user: ${PAGILA_USER:postgres}
        password: ${PAGILA_PASSWORD:}
      sources:
        - name: film
          type: film
          table: public.film
          key: [film_id]
          title: title
          columns: [release_year, rating]
          text: [description]
          facets: [rating]
          references:
            - {name: language, columns: [language_id], to: language, target: [language_id]}
          lists:
            - {name: actors, through: public.film_actor, columns: [film_id], to: actor, target: [actor_id], limit: 7}
          change: last_update
          counts: true
          sums: [length, rental_rate]
          latest: released_on
          embed: always
          template: |
            # {row.title}

            {row.text}
        - name: Odd "names": # really
          query: |-
            SELECT 1 AS "no", ': ' AS "x y"
              -- two spaces
      """;

  /// Names that YAML would take for something else.
  private static final List<String> ODD =
      List.of(
          "no",
          "NULL",
          "1.5",
          "a: b",
          "#x",
          "- y",
          "Order \"x\"",
          "it's",
          " lead",
          "trail ",
          "tab\t",
          "line\nbreak",
          "李伟",
          "سارة",
          "\\",
          "{a}",
          "[b]",
          "&c",
          "*d",
          "!e",
          "%f",
          "@g",
          "`h",
          "|",
          ">",
          "?",
          "~",
          "=",
          "<<",
          "\u2028",
          "\uFEFF",
          "🦖",
          "2024-01-01",
          "0x1F",
          "a #b",
          "a:b",
          ",",
          "y",
          "${X}");

  @Test
  void readsAFile() {
    Mapping mapping = MappingYaml.read("film.yaml", FILM.replace("Odd \"names\": # really", "odd"));

    assertThat(mapping.workspace()).isEqualTo("pagila");
    SourceMapping film = mapping.source("film").orElseThrow();
    assertThat(film.title()).containsExactly("title");
    assertThat(film.embed()).isEqualTo(EmbedPolicy.ALWAYS);
    assertThat(film.computable())
        .isEqualTo(new Computable(true, List.of("length", "rental_rate"), "released_on"));
    assertThat(mapping.source("odd").orElseThrow().computable()).isEqualTo(Computable.NOTHING);
    assertThat(film.template()).isEqualTo("# {row.title}\n\n{row.text}\n");
    assertThat(film.lists().getFirst().limit()).isEqualTo(7);
    assertThat(mapping.sources().getLast().origin())
        .isEqualTo(new SourceOrigin.Query("SELECT 1 AS \"no\", ': ' AS \"x y\"\n  -- two spaces"));
  }

  @Test
  void readsBackWhatItWrites() {
    Mapping mapping = MappingYaml.read("film.yaml", FILM.replace("Odd \"names\": # really", "odd"));
    SourceMapping weird =
        new SourceMapping(
            "weird: \"x\"",
            "no",
            new SourceOrigin.Query("SELECT 1\n\n"),
            ODD,
            ODD,
            ODD,
            ODD,
            ODD,
            ODD,
            List.of(new ReferenceMapping("r, }", ODD, "off", ODD)),
            List.of(new ListMapping("l", "a.b", ODD, "to", ODD, 1)),
            "~",
            new Computable(true, ODD, "no"),
            EmbedPolicy.NEVER,
            new Readers(ODD, ODD),
            "\n  indented\n");
    Mapping both =
        new Mapping("true", mapping.database(), List.of(mapping.sources().getFirst(), weird));

    assertThat(MappingYaml.read("a", MappingYaml.write(both, List.of("note\nkey: [x]"))))
        .isEqualTo(both);
    assertThat(MappingYaml.read("b", MappingYaml.write(mapping))).isEqualTo(mapping);
  }

  @Test
  void readsSchedulesOfTheMappingAndOfSources() {
    String yaml =
        """
        workspace: shop
        database: {url: "jdbc:postgresql:x"}
        schedule: {cron: "30 2 * * *", zone: Europe/Berlin, jitter: 10m, reconcile: "0 4 * * 0"}
        sources:
          - {name: a, table: a}
          - {name: b, table: b, schedule: {cron: "0 * * * *"}}
          - {name: c, table: c, schedule: none}
        """;
    Mapping mapping = MappingYaml.read("shop.yaml", yaml);

    Schedule common = mapping.schedules().of("a").orElseThrow();
    Schedule own = mapping.schedules().of("b").orElseThrow();
    assertThat(common.cron()).isEqualTo(new Cron("30 2 * * *"));
    assertThat(common.zone()).isEqualTo(java.time.ZoneId.of("Europe/Berlin"));
    assertThat(common.jitter()).isEqualTo(java.time.Duration.ofMinutes(10));
    assertThat(own)
        .isEqualTo(
            new Schedule(
                new Cron("0 * * * *"), common.reconcile(), common.zone(), common.jitter()));
    assertThat(mapping.schedules().of("c")).isEmpty();
    assertThat(MappingYaml.read("b", MappingYaml.write(mapping))).isEqualTo(mapping);
  }

  @Test
  void saysWhatIsWrongWithASchedule() {
    Map.of(
            "{cron: \"61 2 * * *\"}",
            "is no crontab expression",
            "{cron: \"0 2 * * *\", zone: Mars}",
            "zone is \"Mars\"; expected a time zone such as Europe/Berlin",
            "{cron: \"0 2 * * *\", jitter: soon}",
            "jitter is \"soon\"; expected a number with s, m or h, such as 10m",
            "{cron: \"0 2 * * *\", jitter: 13h}",
            "expected 0s to 12h",
            "{zone: UTC}",
            "field \"cron\" is missing or empty",
            "{cron: \"0 2 * * *\", at: 1}",
            "unknown field \"at\" in schedule",
            "nightly",
            "schedule is the value \"nightly\"")
        .forEach(
            (schedule, message) ->
                assertThatThrownBy(
                        () ->
                            MappingYaml.read(
                                "shop.yaml",
                                "workspace: shop\ndatabase: {url: \"jdbc:postgresql:x\"}\nschedule: "
                                    + schedule
                                    + "\nsources: []\n"))
                    .as(schedule)
                    .hasMessageContaining("shop.yaml, line 3")
                    .hasMessageContaining(message));
  }

  @Test
  void expandsTheEnvironmentOnlyWhenAsked() {
    DatabaseReference reference =
        new DatabaseReference("jdbc:postgresql://${HOST:localhost}/x", "${NAME}", "${SECRET:}");

    DatabaseAddress address = reference.resolve(Map.of("NAME", "ada", "SECRET", "$1\\ü")::get);

    assertThat(address)
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://localhost/x", "ada", "$1\\ü"));
    assertThatThrownBy(() -> reference.resolve(Map.<String, String>of()::get))
        .hasMessage(
            "environment variable NAME is not set; expected a value, or a default: ${NAME:default}");
  }

  @Test
  void saysWhereAndWhatIsWrong() {
    refuses(
        "workspace: a\nworkspace: b\n",
        "f.yaml, line 2, column 1: field \"workspace\" stands twice");
    refuses(
        "workspace: a\nsources: []\n", "f.yaml, line 1, column 1: field \"database\" is missing");
    refuses(
        FILM.replace("facets:", "facet:"),
        "unknown field \"facet\" in a source; expected one of aliases, change, columns, counts, embed",
        "nearest: facets");
    refuses(
        FILM.replace("limit: 7", "limit: many"),
        "f.yaml, line 19,",
        "limit is \"many\"; expected a whole number");
    refuses(
        FILM.replace("limit: 7", "limit: 0"), "limit of list \"actors\" is 0; expected 1 to 10000");
    refuses(
        FILM.replace("embed: always", "embed: maybe"), "embed is \"maybe\"; expected auto, always");
    refuses(FILM.replace("counts: true", "counts: yes"), "counts is \"yes\"; expected true or");
    refuses(FILM.replace("key: [film_id]", "key: {a: b}"), "key is named fields; expected a list");
    refuses(FILM.replace("table: public.film\n", "\n"), "neither table nor query given");
    refuses(
        FILM.replace("facets: [rating]", "facets: [length]"), "facets [length] of source \"film\"");
    refuses(
        "",
        "the file is nothing; expected the fields changes, database, schedule, sources, workspace");
    refuses("a: [", "f.yaml, line 1, column", "not YAML");
    refuses("workspace: a\n---\nb: c\n", "a second document begins");
  }

  @Test
  void refusesASecretInTheFileWithoutRepeatingIt() {
    refuses(
        FILM.replace("${PAGILA_PASSWORD:}", "hush-hush"),
        "password is written into the file; expected an environment reference");
    refuses(
        FILM.replace("5432/pagila", "5432/pagila?password=hush-hush"),
        "database url holds a password");
  }

  private static void refuses(String yaml, String... parts) {
    String fixed = yaml.replace("Odd \"names\": # really", "odd");
    assertThatThrownBy(() -> MappingYaml.read("f.yaml", fixed))
        .isInstanceOfSatisfying(
            RaghubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MAPPING_INVALID))
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("hush");
  }

  @Test
  void takesTheLoginOutOfAUrl() {
    assertThat(DatabaseAddress.of("jdbc:postgresql://h:1/d?user=a%40b&ssl=true&password=c%26d"))
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://h:1/d?ssl=true", "a@b", "c&d"));
  }
}
