package dev.raghub.model;

import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.ProbeLayer.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What a model says: anything at all, JSON, an exact instruction behind texts of growing length,
/// its thinking, the same beginning twice. For one probe, in one thread.
final class AnswerProbe {
  private static final String PLAIN = "plain-answer";
  private static final String STRUCTURED = "structured-output";
  private static final String THINKING = "no-thinking";
  private static final String CACHE = "prompt-cache";

  private static final List<Length> LENGTHS =
      List.of(
          new Length("instruction-short", 0, "LANTERN"),
          new Length("instruction-2k", 2_000, "ORCHARD"),
          new Length("instruction-7k", 7_000, "HARBOUR"));

  /// What an answer of one word needs, and a model that rambles may have.
  private static final int MOST_TOKENS = 256;

  /// What chat formats put around the texts.
  private static final int FRAME_TOKENS = 32;

  /// The least that OpenAI keeps of a prompt is 1,024 tokens.
  private static final int CACHED_TOKENS = 1_200;

  private static final String SCHEMA =
      "{\"type\":\"object\",\"properties\":{\"sum\":{\"type\":\"integer\"}},\"required\":[\"sum\"],\"additionalProperties\":false}";

  /// Thinking in tags that are not cut out of answers.
  private static final Pattern TAGS =
      Pattern.compile(
          "</?(think|thinking|thought|reasoning|reflection)>|<\\|", Pattern.CASE_INSENSITIVE);

  private final Endpoint endpoint;
  private final Asking asking;
  private final Supplier<Structure> taken;
  private final ProbeTexts texts;
  private final Remedies remedies;
  private final List<Completion> heard = new ArrayList<>();
  private boolean obeyed;

  /// @param taken how JSON was asked for when it last came
  AnswerProbe(Endpoint endpoint, Asking asking, Supplier<Structure> taken, ProbeTexts texts) {
    this.endpoint = endpoint;
    this.asking = asking;
    this.taken = taken;
    this.texts = texts;
    this.remedies = Remedies.of(endpoint);
  }

  /// An instruction behind so many tokens.
  private record Length(String name, int tokens, String word) {}

  List<ProbeLayer> layers() {
    List<ProbeLayer> layers = new ArrayList<>();
    layers.add(plain());
    if (!layers.getFirst().isYes()) {
      skipped("there was no plain answer").stream().skip(1).forEach(layers::add);
      return layers;
    }
    layers.add(structured());
    for (Length length : LENGTHS) {
      ProbeLayer layer = instruction(length);
      layers.add(layer);
      obeyed |= layer.isYes() || layer.verdict() == Verdict.WARNING;
    }
    layers.add(promptCache());
    layers.add(thinking());
    return layers;
  }

  /// All of them, where nobody is asked.
  static List<ProbeLayer> skipped(String why) {
    List<String> names = new ArrayList<>(List.of(PLAIN, STRUCTURED));
    LENGTHS.forEach(length -> names.add(length.name()));
    names.addAll(List.of(CACHE, THINKING));
    return names.stream().map(name -> ProbeLayer.notAsked(name, why)).toList();
  }

  private ProbeLayer plain() {
    return asked(
        PLAIN,
        prompt("You answer in one short sentence.", "What is the capital of France?"),
        reply -> ProbeLayer.yes(PLAIN, times(reply)));
  }

  private ProbeLayer structured() {
    Prompt question = prompt("You add numbers and answer in JSON.", "What is 17 + 25?");
    Prompt prompt =
        new Prompt(question.system(), question.user(), Optional.of(SCHEMA), question.maxTokens());
    return asked(STRUCTURED, prompt, this::structured);
  }

  private ProbeLayer structured(Reply reply) {
    Structure way = taken.get();
    // Anthropic knows no JSON without a schema.
    boolean held =
        way == Structure.SCHEMA || (way == Structure.OBJECT && endpoint.kind() != Kind.ANTHROPIC);
    if (!held) {
      return ProbeLayer.warning(
          STRUCTURED,
          "found in the text: no other way is taken" + retries(reply),
          remedies.filled(
              "nothing holds the model to JSON; for extraction have %1$s.url lead to a server that takes response_format"));
    }
    return ProbeLayer.yes(
        STRUCTURED,
        (way == Structure.SCHEMA ? "by json_schema" : "by json_object: json_schema is not taken")
            + retries(reply));
  }

  private ProbeLayer instruction(Length length) {
    String wanted =
        "Now do only this: answer with the single word %s and nothing else."
            .formatted(length.word());
    String text = length.tokens() == 0 ? "" : texts.filler(length.tokens(), length.name()) + "\n";
    Prompt prompt = prompt("You do what the last line says.", text + wanted);
    int counted = texts.count(prompt);
    int needed = counted + FRAME_TOKENS + prompt.maxTokens();
    if (needed > endpoint.contextTokens()) {
      return ProbeLayer.notAsked(
          length.name(),
          "it needs %d tokens; %s.context-tokens allows %d"
              .formatted(needed, remedies.prefix(), endpoint.contextTokens()));
    }
    return asked(length.name(), prompt, reply -> followed(length, reply.completion(), counted));
  }

  private ProbeLayer followed(Length length, Completion completion, int counted) {
    TokenUsage usage = completion.usage();
    // Tokenizers differ by less than that on plain English.
    if (length.tokens() > 0 && usage.reported() && usage.prompt() * 4L < counted * 3L) {
      return ProbeLayer.no(
          length.name(),
          "the server read %d tokens of a prompt of about %d: it cuts prompts"
              .formatted(usage.prompt(), counted),
          remedies.filled(
              "start the server with a larger context, or set %1$s.context-tokens to what it has"));
    }
    String said = completion.text().toUpperCase(Locale.ROOT);
    String seen = "prompt of %d tokens, %s".formatted(usage.prompt(), times(completion));
    if (said.replaceAll("[^A-Z]", "").equals(length.word())) {
      return ProbeLayer.yes(length.name(), "followed; " + seen);
    }
    return said.contains(length.word())
        ? ProbeLayer.warning(
            length.name(),
            "followed, with %d characters more; %s"
                .formatted(said.length() - length.word().length(), seen),
            remedies.filled("set %1$s.model to a model that keeps to instructions"))
        : ProbeLayer.no(length.name(), "not followed; " + seen, disobeyed());
  }

  /// A model that follows no instruction follows none behind a long text either.
  private String disobeyed() {
    return remedies.filled(
        obeyed
            ? "see that the server's context is no smaller than %1$s.context-tokens, or lower that; else set %1$s.model to a model that keeps to instructions behind long texts"
            : "set %1$s.model to a model that keeps to instructions");
  }

  private ProbeLayer promptCache() {
    int room = endpoint.contextTokens() - MOST_TOKENS - 2 * FRAME_TOKENS;
    String system = texts.filler(Math.clamp(room / 2, 0, CACHED_TOKENS), CACHE);
    return asked(
        CACHE,
        prompt(system, "Say hello."),
        first ->
            asked(
                CACHE,
                prompt(system, "Say hello again."),
                again -> kept(first.completion(), again.completion())));
  }

  private ProbeLayer kept(Completion first, Completion again) {
    String times =
        "first token after %d ms, of a second prompt with the same beginning after %d ms"
            .formatted(first.firstToken().toMillis(), again.firstToken().toMillis());
    int cached = again.usage().cached();
    if (cached > 0) {
      return ProbeLayer.yes(
          CACHE, "%d of %d tokens were kept; %s".formatted(cached, again.usage().prompt(), times));
    }
    return again.firstToken().multipliedBy(2).compareTo(first.firstToken()) < 0
        ? ProbeLayer.yes(CACHE, "by the time alone, no kept tokens are reported; " + times)
        : ProbeLayer.warning(
            CACHE,
            "no sign of one; " + times,
            remedies.filled(
                "turn the server's prompt cache on if it has one; without one leave %1$s.price-cached-input unset"));
  }

  private ProbeLayer thinking() {
    long cut =
        heard.stream()
            .filter(each -> each.warnings().stream().anyMatch(LangChainChatModel::isOfThinking))
            .count();
    long left = heard.stream().filter(each -> TAGS.matcher(each.text()).find()).count();
    if (cut == 0 && left == 0) {
      return ProbeLayer.yes(THINKING, "none of %d answers held any".formatted(heard.size()));
    }
    return ProbeLayer.warning(
        THINKING,
        "of %d answers, %d held thinking that was cut out, %d held tags that are not cut out"
            .formatted(heard.size(), cut, left),
        remedies.filled(
            "set %1$s.model to one that does not think; or %1$s.thinking to allowed, and raise %1$s.max-output-tokens"));
  }

  /// Asks; a failure of the model is the verdict.
  private ProbeLayer asked(String name, Prompt prompt, Function<Reply, ProbeLayer> judged) {
    Reply reply;
    try {
      reply = asking.ask(prompt);
    } catch (RaghubException failed) {
      return refused(name, failed);
    }
    heard.add(reply.completion());
    return judged.apply(reply);
  }

  private ProbeLayer refused(String name, RaghubException failed) {
    return switch (failed.code()) {
      case MODEL_UNREACHABLE,
          MODEL_TIMEOUT,
          MODEL_BUSY,
          MODEL_CREDENTIALS_REFUSED,
          MODEL_REFUSED,
          MODEL_MALFORMED ->
          ProbeLayer.no(name, failed.reason(), remedies.against(failed.code()));
      // That says nothing of the endpoint.
      case BUDGET_EXCEEDED -> ProbeLayer.notAsked(name, failed.reason());
      default -> throw failed;
    };
  }

  private Prompt prompt(String system, String user) {
    return new Prompt(
        system, user, Optional.empty(), Math.min(MOST_TOKENS, endpoint.maxOutputTokens()));
  }

  private static String times(Reply reply) {
    return times(reply.completion()) + retries(reply);
  }

  private static String times(Completion completion) {
    return "%d tokens of answer, the first after %d ms, all after %d ms"
        .formatted(
            completion.usage().completion(),
            completion.firstToken().toMillis(),
            completion.total().toMillis());
  }

  private static String retries(Reply reply) {
    return reply.retries() == 0 ? "" : ", retries: %d".formatted(reply.retries());
  }
}
