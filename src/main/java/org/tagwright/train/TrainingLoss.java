package org.tagwright.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.model.Recording;
import org.tagwright.model.layer.TorchFunctions;

/**
 * What a run minimises: on the device, to be trained with, and on plain numbers in float64, for
 * evaluation. Both are the same function, label smoothing included.
 *
 * <p>A target of NaN is unknown: its cell is left out, as if the network had no such output for
 * that image. The loss is the mean over the cells that are known, times the number of classes where
 * the loss sums over them.
 */
final class TrainingLoss {
  /** As in the asymmetric loss that was published: no logarithm of less. */
  private static final double LEAST_PROBABILITY = 1e-8;

  private final Training config;
  private final float[] positiveWeights;
  private final NDArray parameters;

  /**
   * @param positiveWeights one per class; only {@code bce} takes them
   * @param lasting owns the loss's parameters on the device
   */
  TrainingLoss(Training config, float[] positiveWeights, NDManager lasting) {
    this.config = config;
    this.positiveWeights = positiveWeights;
    this.parameters =
        lasting.create(
            switch (config.loss()) {
              case BCE -> positiveWeights;
              case FOCAL -> new float[] {(float) config.focalGamma(), (float) config.focalAlpha()};
              case ASL ->
                  new float[] {
                    (float) config.gammaPositive(),
                    (float) config.gammaNegative(),
                    (float) config.probabilityMargin()
                  };
            });
  }

  /** The targets, moved towards 0.5 by label smoothing; the same array where there is none. */
  private float[] smoothed(float[] targets) {
    double smoothing = config.labelSmoothing();
    if (smoothing == 0) {
      return targets;
    }
    float[] smoothed = new float[targets.length];
    for (int i = 0; i < targets.length; i++) {
      smoothed[i] = (float) (targets[i] * (1 - smoothing) + smoothing / 2);
    }
    return smoothed;
  }

  /**
   * The loss of a batch, a scalar that belongs to the logits' manager.
   *
   * @param logits N × classes, float32
   * @param targets N × classes, row-major, 0..1 or NaN, not smoothed
   */
  NDArray of(NDArray logits, float[] targets) {
    NDArray wanted = logits.getManager().create(smoothed(targets), logits.getShape());
    String loss =
        switch (config.loss()) {
          case BCE -> "weighted_loss";
          case FOCAL -> "focal_loss";
          case ASL -> "asymmetric_loss";
        };
    String function = anyUnknown(targets) ? "known_" + loss : loss;
    return Recording.on(
        () -> TorchFunctions.get().differentiable(function, logits, wanted, parameters));
  }

  private static boolean anyUnknown(float[] targets) {
    for (float target : targets) {
      if (Float.isNaN(target)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same of any number of images.
   *
   * @param logits N × classes, row-major
   * @param targets N × classes, 0 or 1 or NaN, not smoothed
   */
  double of(float[] logits, float[] targets) {
    int classes = positiveWeights.length;
    float[] wanted = smoothed(targets);
    double sum = 0;
    int known = 0;
    for (int i = 0; i < logits.length; i++) {
      if (Float.isNaN(targets[i])) {
        continue;
      }
      known++;
      double x = logits[i];
      double y = wanted[i];
      sum +=
          switch (config.loss()) {
            case BCE -> crossEntropy(x, y, positiveWeights[i % classes]);
            case FOCAL -> focal(x, y);
            case ASL -> asymmetric(x, y);
          };
    }
    return switch (config.loss()) {
      case BCE -> sum / Math.max(1, known);
      case FOCAL, ASL -> sum / (Math.max(1, known) / (double) classes);
    };
  }

  private static double crossEntropy(double x, double y, double positiveWeight) {
    double weight = 1 + (positiveWeight - 1) * y;
    // softplus(−x) without overflow.
    double softplus = Math.log1p(Math.exp(-Math.abs(x))) + Math.max(-x, 0);
    return (1 - y) * x + weight * softplus;
  }

  private double focal(double x, double y) {
    double score = 1 / (1 + Math.exp(-x));
    double missed = (1 - score) * y + score * (1 - y);
    double alpha = config.focalAlpha();
    double weight = alpha * y + (1 - alpha) * (1 - y);
    return weight * Math.pow(missed, config.focalGamma()) * crossEntropy(x, y, 1);
  }

  private double asymmetric(double x, double y) {
    double score = 1 / (1 + Math.exp(-x));
    double shifted = Math.min(1 - score + config.probabilityMargin(), 1);
    double entropy =
        y * Math.log(Math.max(score, LEAST_PROBABILITY))
            + (1 - y) * Math.log(Math.max(shifted, LEAST_PROBABILITY));
    double hit = score * y + shifted * (1 - y);
    double gamma = config.gammaPositive() * y + config.gammaNegative() * (1 - y);
    return -entropy * Math.pow(1 - hit, gamma);
  }

  /** Scores of logits, in 0..1. */
  static float[] sigmoid(float[] logits) {
    float[] scores = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      scores[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
    return scores;
  }
}
