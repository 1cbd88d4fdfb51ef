package dev.raghub.model;

import dev.raghub.model.Endpoint.Kind;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// A scripted server and an endpoint of each kind that leads to it, and `nobody`, that leads to
/// none, for `@QuarkusTest`.
public final class ScriptedModels implements QuarkusTestResourceLifecycleManager {
  private ScriptedServer server;

  @Override
  public Map<String, String> start() {
    server = ScriptedServer.start();
    Map<String, String> settings = new HashMap<>();
    for (Kind kind : Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      String prefix = "raghub.endpoint." + name + ".";
      settings.put(prefix + "kind", name);
      settings.put(prefix + "url", server.url(kind).toString());
      settings.put(prefix + "model", "scripted");
      settings.put(prefix + "key", ModelFixture.KEY.text());
      settings.put(prefix + "retry-pause", "1ms");
    }
    settings.put("raghub.endpoint.nobody.kind", "openai");
    settings.put("raghub.endpoint.nobody.url", "http://127.0.0.1:1");
    settings.put("raghub.endpoint.nobody.model", "absent");
    settings.put("raghub.endpoint.nobody.retry-pause", "1ms");
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        server, field -> field.getType().getName().equals(ScriptedServer.class.getName()));
  }

  @Override
  public void stop() {
    server.close();
  }
}
