package org.tagwright.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Settings that go together, by name. A recipe is filled in where it is chosen, below everything
 * that is set explicitly, and looks at the number of epochs and at what the training starts from:
 * what helps a short run may harm a long one. The name stays as provenance only.
 */
public enum Recipe {
  /** The older script's: the defaults. */
  CLASSIC,
  /** A first answer in about a tenth of the time: small images, few epochs. */
  QUICK,
  /** What is thought best; provisional until it is measured. */
  STRONG;

  /** From here on a run is long enough to profit from augmentation. */
  private static final int LONG_RUN = 24;

  /**
   * What the recipe sets, as people write it, by path.
   *
   * @param explicit what was set beside the recipe, the rest at its defaults
   */
  public Map<String, String> settings(ExperimentConfig explicit) {
    Map<String, String> values = new LinkedHashMap<>();
    if (this == CLASSIC) {
      return values;
    }
    boolean scratch = !explicit.model().pretrained() && explicit.model().startFrom() == null;
    values.put("training.optimizer", "adamw");
    values.put("training.weightDecay", "0.01");
    values.put("training.schedule", "oneCycle");
    values.put("training.learningRate", scratch ? "1e-3" : "3e-4");
    if (scratch) {
      values.put("training.freezeBackboneAtStart", "false");
    }
    if (this == QUICK) {
      values.put("training.epochs", "5");
      values.put("training.unfreezeBackboneEpoch", "2");
      values.put("data.imageSize", "128");
      return values;
    }
    if (ModelSettings.POOLING.broken(explicit).isEmpty()) {
      values.put("model.pooling", "max");
    }
    if (explicit.training().epochs() >= LONG_RUN) {
      values.put("augment.flip", "0.5");
      values.put("augment.crop", "0.5");
    }
    return values;
  }

  /** What is set {@code explicitly}, and below it what the recipe among it sets. */
  static ExperimentConfig filledIn(UnaryOperator<ExperimentConfig> explicitly) {
    ExperimentConfig defaults = ExperimentConfig.defaults();
    ExperimentConfig explicit = explicitly.apply(defaults);
    return explicit.recipe() == Recipe.CLASSIC
        ? explicit
        : explicitly.apply(explicit.recipe().fillIn(defaults, explicit));
  }

  /** The recipe of that name; empty for none. */
  public static Optional<Recipe> named(String name) {
    return Arrays.stream(values()).filter(each -> FieldReader.name(each).equals(name)).findFirst();
  }

  /** The configuration with everything that the recipe sets, and its name. */
  public ExperimentConfig fillIn(ExperimentConfig config, ExperimentConfig explicit) {
    ExperimentConfig filled = config;
    for (Map.Entry<String, String> setting : settings(explicit).entrySet()) {
      filled = ConfigJson.with(filled, setting.getKey(), setting.getValue());
    }
    return filled.with(ScheduleSettings.RECIPE, this);
  }
}
