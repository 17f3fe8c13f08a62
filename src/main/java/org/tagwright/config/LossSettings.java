package org.tagwright.config;

import java.util.Locale;
import org.tagwright.config.ExperimentConfig.PosWeight;

/** What training minimises. */
public final class LossSettings {
  /** What training minimises, logit by logit. */
  public enum LossKind {
    /** Binary cross-entropy, the mean over images and classes. */
    BCE,
    /** Lin et al. 2017; the sum over classes, the mean over images. */
    FOCAL,
    /** Asymmetric loss, Ridnik et al. 2021; the sum over classes, the mean over images. */
    ASL
  }

  static final SettingList LIST = new SettingList(Section.LOSS);

  private static final String SINCE = "0.2.0";
  private static final String LOSS_PATH = "training.loss";

  public static final Setting<LossKind> LOSS =
      LIST.choice(
              LOSS_PATH,
              LossKind.BCE,
              "Loss",
              "Binary cross-entropy, focal loss, or asymmetric loss, which plays down easy"
                  + " negatives.")
          .common()
          .column("loss_function")
          .token(
              91,
              config ->
                  config.training().loss() == LossKind.BCE
                      ? ""
                      : FieldReader.name(config.training().loss()))
          .since(SINCE)
          .build();

  public static final Setting<PosWeight> POS_WEIGHT =
      LIST.choice(
              "training.posWeight",
              PosWeight.BALANCED,
              "Positive weight",
              "Balanced gives rare classes more weight in the loss.")
          .onlyIf(LOSS_PATH, LossKind.BCE)
          .column("pos_weight")
          .token(90, config -> config.training().posWeight() == PosWeight.NONE ? "nopw" : "")
          .build();

  public static final Setting<Double> FOCAL_GAMMA =
      atLeastZero(
          "training.focalGamma",
          2.0,
          "Focal gamma",
          "How strongly focal loss plays down what is classified well already.",
          LossKind.FOCAL);

  public static final Setting<Double> FOCAL_ALPHA =
      LIST.number(
              "training.focalAlpha",
              0.25,
              "Focal alpha",
              "Weight of the positives in focal loss; negatives have the rest to 1.")
          .allowed("from 0 to 1", alpha -> alpha >= 0 && alpha <= 1)
          .onlyIf(LOSS_PATH, LossKind.FOCAL)
          .column("focal_alpha")
          .since(SINCE)
          .build();

  public static final Setting<Double> GAMMA_POSITIVE =
      atLeastZero(
          "training.gammaPositive",
          0.0,
          "Gamma of positives",
          "How strongly asymmetric loss plays down easy positives.",
          LossKind.ASL);

  public static final Setting<Double> GAMMA_NEGATIVE =
      atLeastZero(
          "training.gammaNegative",
          4.0,
          "Gamma of negatives",
          "How strongly asymmetric loss plays down easy negatives.",
          LossKind.ASL);

  public static final Setting<Double> PROBABILITY_MARGIN =
      LIST.number(
              "training.probabilityMargin",
              0.05,
              "Probability margin",
              "Asymmetric loss ignores negatives with a score below this.")
          .allowed("at least 0 and below 1", margin -> margin >= 0 && margin < 1)
          .onlyIf(LOSS_PATH, LossKind.ASL)
          .column("probability_margin")
          .since(SINCE)
          .build();

  public static final Setting<Double> LABEL_SMOOTHING =
      LIST.number(
              "training.labelSmoothing",
              0.0,
              "Label smoothing",
              "Moves targets towards 0.5 by this fraction of the way.")
          .allowed("at least 0 and below 1", amount -> amount >= 0 && amount < 1)
          .column("label_smoothing")
          .since(SINCE)
          .build();

  private LossSettings() {}

  private static Setting<Double> atLeastZero(
      String path, double value, String label, String help, LossKind only) {
    return LIST.number(path, value, label, help)
        .allowed("at least 0", gamma -> gamma >= 0 && Double.isFinite(gamma))
        .onlyIf(LOSS_PATH, only)
        .column(label.toLowerCase(Locale.ROOT).replace(' ', '_'))
        .since(SINCE)
        .build();
  }
}
