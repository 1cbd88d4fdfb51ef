package dev.raghub.reading;

import dev.raghub.model.Completion;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.model.TokenCounters;
import dev.raghub.model.TokenUsage;
import dev.raghub.workspace.Workspace;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// NOT a model: a script that answers by rule, and counts what it is asked. Without another script,
/// a pure function of the prompt that relates the known names of each sentence.
@Alternative
@Priority(1)
@ApplicationScoped
public class ScriptedModel implements ModelCall {
  private static final Pattern LINE = Pattern.compile("(?m)^(\\d+)\\. (.*)$");
  private static final Pattern NAME = Pattern.compile("E(\\d+)=([^;\\n]+)");

  private final TokenCounters counters = new TokenCounters();
  private final Map<Workspace, Function<Prompt, Completion>> scripts = new ConcurrentHashMap<>();
  private final Map<Workspace, List<Prompt>> asked = new ConcurrentHashMap<>();

  /// What it answers in this workspace from now on.
  void script(Workspace workspace, Function<Prompt, Completion> script) {
    scripts.put(workspace, script);
  }

  /// What it was asked in this workspace.
  List<Prompt> asked(Workspace workspace) {
    return asked.getOrDefault(workspace, List.of());
  }

  @Override
  public Reply ask(Workspace workspace, Endpoint endpoint, Prompt prompt) {
    List<Prompt> before =
        asked.computeIfAbsent(workspace, any -> Collections.synchronizedList(new ArrayList<>()));
    before.add(prompt);
    return new Reply(scripts.getOrDefault(workspace, this::related).apply(prompt), 0);
  }

  /// A completion with honest counts.
  Completion says(Prompt prompt, String text) {
    return says(prompt, text, Finish.STOP, tokens(prompt));
  }

  Completion says(Prompt prompt, String text, Finish finish, int promptTokens) {
    // The counter takes whole characters only; a model may give halves.
    int out = counters.of("openai").count(text.replaceAll("\\p{Cs}", "?"));
    return new Completion(
        text,
        new TokenUsage(promptTokens, out, 0, true),
        finish,
        Duration.ZERO,
        Duration.ZERO,
        List.of());
  }

  int tokens(Prompt prompt) {
    return counters.of("openai").count(prompt.system())
        + counters.of("openai").count(prompt.user());
  }

  /// Facts between the first two known names that each sentence says.
  Completion related(Prompt prompt) {
    return says(prompt, facts(prompt));
  }

  static String facts(Prompt prompt) {
    Map<String, String> names = new LinkedHashMap<>();
    Matcher name = NAME.matcher(prompt.user());
    while (name.find()) {
      names.put("E" + name.group(1), name.group(2));
    }
    List<String> facts = new ArrayList<>();
    Matcher line = LINE.matcher(prompt.user());
    while (line.find()) {
      List<String> said =
          names.entrySet().stream()
              .filter(known -> line.group(2).contains(known.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      for (int i = 1; i < said.size(); i++) {
        facts.add(fact(Integer.parseInt(line.group(1)), said.getFirst(), said.get(i)));
      }
    }
    return "{\"facts\":[" + String.join(",", facts) + "]}";
  }

  static String fact(int sentence, String subject, String object) {
    return "{\"sentence\":%d,\"subject\":\"%s\",\"predicate\":\"part_of\",\"object\":\"%s\",\"type\":\"place\"}"
        .formatted(sentence, subject, object);
  }
}
