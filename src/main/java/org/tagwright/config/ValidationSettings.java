package org.tagwright.config;

import org.tagwright.metric.Metric;

/** When and by what the network is judged, and when training stops early. */
public final class ValidationSettings {
  static final SettingList LIST = new SettingList(Section.VALIDATION);
  static final SettingList THRESHOLD_LIST = new SettingList(Section.THRESHOLD);

  /** How the decision threshold is chosen at each validation. */
  public enum TuneThreshold {
    /** The optimum over all distinct scores. */
    EXACT,
    /** The best of 0.05, 0.10, … 0.95. */
    GRID,
    /** The configured threshold. */
    OFF
  }

  public static final Setting<Metric> SELECT_BY =
      LIST.choice(
              "validation.selectBy",
              Metric.WEIGHTED_F1,
              "Selection metric",
              "Chooses the best checkpoint and decides when to stop early.")
          .common()
          .column("selected_by", "selection_metric")
          .token(100, config -> config.validation().selectBy().key())
          .build();

  public static final Setting<Boolean> EARLY_STOPPING =
      LIST.onOff(
              "earlyStopping.enabled",
              true,
              "Early stopping",
              "Stop when the metric stops improving.")
          .common()
          .column("early_stopping_enabled")
          .checkpoint("early_stopping_enabled")
          .build();

  public static final Setting<Integer> PATIENCE =
      LIST.number(
              "earlyStopping.patience",
              4,
              "Patience",
              "Validations without improvement before stopping.")
          .common()
          .unit("validations")
          .range(1, ScheduleSettings.GREATEST_EPOCHS)
          .onlyIf("earlyStopping.enabled", true)
          .column("early_stopping_patience")
          .checkpoint("early_stopping_patience")
          .build();

  public static final Setting<Integer> EVERY_N_EPOCHS =
      LIST.number(
              "validation.everyNEpochs", 1, "Validate every", "And always after the last epoch.")
          .common()
          .unit("epochs")
          .range(1, ScheduleSettings.GREATEST_EPOCHS)
          .warn(
              config ->
                  config.validation().everyNEpochs() > config.training().epochs()
                      ? "is more than there are epochs: only the last one is validated"
                      : null)
          .column("val_every_n_epochs")
          .checkpoint("val_every_n_epochs")
          .build();

  public static final Setting<Double> MIN_DELTA =
      LIST.number(
              "earlyStopping.minDelta",
              0.0,
              "Minimum improvement",
              "Smaller improvements do not count.")
          .allowed("at least 0 and below 1", delta -> delta >= 0 && delta < 1)
          .onlyIf("earlyStopping.enabled", true)
          .column("early_stopping_min_delta")
          .checkpoint("early_stopping_min_delta")
          .build();

  public static final Setting<Integer> TRAIN_METRICS_EVERY_N_EPOCHS =
      LIST.number(
              "validation.trainMetricsEveryNEpochs",
              0,
              "Training metrics every",
              "Computes the scores on the training images, too; 0 for never.")
          .unit("epochs")
          .range(0, ScheduleSettings.GREATEST_EPOCHS)
          .column("train_metrics_every_n_epochs")
          .checkpoint("train_metrics_every_n_epochs")
          .build();

  public static final Setting<TuneThreshold> TUNE_THRESHOLD =
      THRESHOLD_LIST
          .choice(
              "validation.tuneThreshold",
              TuneThreshold.EXACT,
              "Tune threshold",
              "Exact finds the optimum; grid tries steps of 0.05; off uses the fixed threshold.")
          .common()
          .column("tune_threshold")
          .build();

  public static final Setting<Double> THRESHOLD =
      THRESHOLD_LIST
          .number(
              "validation.threshold",
              0.5,
              "Fixed threshold",
              "A class is predicted when its score is higher.")
          .common()
          .allowed("at least 0 and below 1", score -> score >= 0 && score < 1)
          .onlyIf("validation.tuneThreshold", TuneThreshold.OFF)
          .column("th_multi_label")
          .checkpoint("th_multi_label")
          .build();

  private ValidationSettings() {}
}
