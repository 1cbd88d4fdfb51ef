package dev.raghub.spend;

import dev.raghub.model.Models;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Who is asked in a running gateway.
final class SpendWiring {
  @Produces
  @Singleton
  Asked asked(Models models) {
    return models::ask;
  }
}
