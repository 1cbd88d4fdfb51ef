package dev.raghub.spend;

import java.util.UUID;

/// Where the ids of calls come from: chance, or a sequence in tests.
@FunctionalInterface
public interface CallIds {
  UUID next();
}
