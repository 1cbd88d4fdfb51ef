package dev.raghub.model;

import java.util.List;

/// What a model's server can do, and what to change where it cannot.
///
/// @param endpoint its name; `embedder` for the embedder
/// @param model its id there
/// @param layers each rests on those before it
public record ProbeReport(String endpoint, String model, List<ProbeLayer> layers) {
  public ProbeReport {
    layers = List.copyOf(layers);
  }
}
