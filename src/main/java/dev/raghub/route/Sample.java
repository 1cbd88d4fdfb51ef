package dev.raghub.route;

import java.util.Set;

/// An example with the workspace that it belongs to.
record Sample(Asked asked, String workspace) {

  float[] vector() {
    return asked.vector();
  }

  Set<String> terms() {
    return asked.terms();
  }
}
