package dev.raghub.broker;

import java.util.HashMap;
import java.util.Map;

/// Brokers that are not there yet when the gateway starts.
public final class LateBrokers extends BrokerPair {
  @Override
  Map<String, String> ready() {
    Map<String, String> settings = new HashMap<>(kafka.settings());
    settings.putAll(rabbit.settings());
    return settings;
  }
}
