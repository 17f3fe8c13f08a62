package org.tagwright.metric;

import java.util.Arrays;
import java.util.Optional;

/** The metrics a checkpoint can be selected by. All lie in 0..1, and higher is better. */
public enum Metric {
  /** Mean of the per-class F1 weighted by support, scikit-learn's {@code average="weighted"}. */
  WEIGHTED_F1("weighted_f1", "Weighted F1"),
  /** Plain mean of the per-class F1. */
  MACRO_F1("macro_f1", "Macro F1"),
  /** F1 of all decisions pooled (OF1). */
  MICRO_F1("micro_f1", "Micro F1"),
  /** Mean over images of the F1 of the image's label set. */
  SAMPLES_F1("samples_f1", "Samples F1"),
  /** Harmonic mean of the mean precision and the mean recall over classes. */
  CF1("cf1", "CF1"),
  /**
   * Harmonic mean of precision and recall, each first averaged over the classes with weights 1 /
   * support: rare classes decide. Classes without positives have no weight.
   */
  INVERSE_FREQUENCY_F1("inverse_frequency_f1", "Inverse-frequency F1"),
  /** Mean over the classes with positives of average precision; needs no threshold. */
  MAP("map", "mAP");

  private final String key;
  private final String title;

  Metric(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** The name in configurations, events and checkpoints. */
  public String key() {
    return key;
  }

  /** The name people read. */
  public String title() {
    return title;
  }

  /** The metric of that {@link #key}. */
  public static Optional<Metric> ofKey(String key) {
    return Arrays.stream(values()).filter(m -> m.key.equals(key)).findFirst();
  }
}
