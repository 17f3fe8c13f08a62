package org.tagwright.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A way to fine-tune: the settings that differ from the other ways, as for {@code --set}. */
public record FineTuning(String name, Map<String, String> settings) {
  private static final String POS_WEIGHT = "training.posWeight";

  /** A low rate, a high rate, and low with high for the head; each with and without freezing. */
  static List<FineTuning> all() {
    List<FineTuning> variants = new ArrayList<>();
    for (boolean frozenFirst : new boolean[] {false, true}) {
      variants.add(of("one rate 1e-3", false, "1e-3", frozenFirst));
      variants.add(of("one rate 1e-2", false, "1e-2", frozenFirst));
      variants.add(of("backbone 1e-3, head 1e-2", true, "1e-3", frozenFirst));
    }
    return variants;
  }

  private static FineTuning of(
      String rates, boolean differential, String rate, boolean frozenFirst) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("training.differential", String.valueOf(differential));
    settings.put("training.learningRate", rate);
    settings.put("training.freezeBackboneAtStart", String.valueOf(frozenFirst));
    settings.put(POS_WEIGHT, "none");
    return new FineTuning(rates + (frozenFirst ? ", frozen first" : ", all at once"), settings);
  }

  FineTuning balanced() {
    Map<String, String> with = new LinkedHashMap<>(settings);
    with.put(POS_WEIGHT, "balanced");
    return new FineTuning(name + ", pos_weight", with);
  }
}
