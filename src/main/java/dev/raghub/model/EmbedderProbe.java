package dev.raghub.model;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Looks at the embedder: that its vectors have the length that they had at start, are the same for
/// the same text, and are of length 1.
@ApplicationScoped
public class EmbedderProbe {
  /// How probes call the embedder.
  public static final String NAME = "embedder";

  private static final String VECTOR = "vector";
  private static final String DIMENSION = "dimension";
  private static final String SAME = "same-vector-twice";
  private static final String UNIT = "unit-length";

  private static final String TEXT = "The ferry to the island leaves at noon when the sea is calm.";

  /// Servers that add in another order each time differ by less.
  private static final double SAME_COSINE = 0.9999;

  private static final double UNIT_TOLERANCE = 0.001;
  private static final Remedies REMEDIES = new Remedies("raghub.embedder");

  private final Embedder embedder;

  EmbedderProbe(Embedder embedder) {
    this.embedder = embedder;
  }

  /// What was seen. Never fails for what is wrong with the embedder.
  public ProbeReport run() {
    return new ProbeReport(NAME, embedder.fingerprint(), layers());
  }

  private List<ProbeLayer> layers() {
    try {
      float[] first = vector();
      float[] second = vector();
      return List.of(
          ProbeLayer.yes(VECTOR, "it answers"),
          ProbeLayer.yes(DIMENSION, "%d, as at start".formatted(first.length)),
          same(first, second),
          unit(first));
    } catch (RaghubException failed) {
      return failed(failed);
    }
  }

  private float[] vector() {
    return embedder.passages(List.of(TEXT)).getFirst();
  }

  private static ProbeLayer same(float[] first, float[] second) {
    if (Arrays.equals(first, second)) {
      return ProbeLayer.yes(SAME, "to the last bit");
    }
    double cosine = dot(first, second) / Math.sqrt(dot(first, first) * dot(second, second));
    return cosine >= SAME_COSINE
        ? ProbeLayer.yes(SAME, "nearly: cosine %.6f".formatted(cosine))
        : ProbeLayer.no(
            SAME,
            "cosine %.6f of the same text twice".formatted(cosine),
            REMEDIES.filled(
                "set %1$s.model, or %1$s.url, to one whose vectors can be compared: with this one nothing is found reliably"));
  }

  private static ProbeLayer unit(float[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    return Math.abs(length - 1) <= UNIT_TOLERANCE
        ? ProbeLayer.yes(UNIT, "%.6f".formatted(length))
        : ProbeLayer.no(
            UNIT,
            "%.6f".formatted(length),
            REMEDIES.filled("set %1$s.kind to another: cosines of this one mean nothing"));
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  private static List<ProbeLayer> failed(RaghubException failed) {
    List<ProbeLayer> layers = new ArrayList<>();
    String why = "there is no vector to look at";
    if (failed.code() == ErrorCode.EMBEDDER_MISMATCH) {
      layers.add(ProbeLayer.yes(VECTOR, "it answers"));
      layers.add(
          ProbeLayer.no(
              DIMENSION,
              failed.reason(),
              REMEDIES.filled(
                  "set %1$s.model back to what it was; or start the gateway anew and ingest, which embeds everything again")));
    } else {
      layers.add(ProbeLayer.no(VECTOR, failed.reason(), against(failed.code())));
      layers.add(ProbeLayer.notAsked(DIMENSION, why));
    }
    layers.add(ProbeLayer.notAsked(SAME, why));
    layers.add(ProbeLayer.notAsked(UNIT, why));
    return layers;
  }

  private static String against(ErrorCode code) {
    return switch (code) {
      case MODEL_TIMEOUT -> REMEDIES.filled("raise %1$s.timeout, or lower %1$s.batch");
      case MODEL_CREDENTIALS_REFUSED -> REMEDIES.against(code);
      case MODEL_REFUSED, MODEL_MALFORMED -> REMEDIES.filled("check %1$s.kind and %1$s.model");
      default -> REMEDIES.filled("see that the server runs, and that %1$s.url leads to it");
    };
  }
}
