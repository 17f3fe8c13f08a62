package org.tagwright.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The scores of all ways to fine-tune.
 *
 * @param floor weighted F1 of the same labels for every image, mean over the seeds
 */
public record QualityReport(
    QualityBench.Sizes sizes, int epochs, double floor, List<Outcome> outcomes) {
  /**
   * One fine-tuning run, by its best epoch.
   *
   * @param seconds of all its epochs, validation included
   */
  public record Trial(
      long seed,
      double weightedF1,
      double map,
      int bestEpoch,
      double seconds,
      double floor,
      String device,
      String precision) {}

  /** The runs of a variant, one per seed. */
  public record Outcome(FineTuning variant, List<Trial> trials) {
    public DoubleStream each(ToDoubleFunction<Trial> figure) {
      return trials.stream().mapToDouble(figure);
    }

    public double mean(ToDoubleFunction<Trial> figure) {
      return each(figure).average().orElse(Double.NaN);
    }
  }

  public ObjectNode toJson() {
    ObjectNode root = new ObjectMapper().createObjectNode().put("v", 1);
    Trial any = outcomes.get(0).trials().get(0);
    root.set(
        "machine",
        BenchReport.machine().put("device", any.device()).put("precision", any.precision()));
    root.put("epochs", epochs)
        .put("images", sizes.tuning())
        .put("validating", sizes.validating())
        .put("image_size", sizes.imageSize())
        .put("same_labels_for_every_image", floor);
    ArrayNode variants = root.putArray("variants");
    for (Outcome outcome : outcomes) {
      ObjectNode variant = variants.addObject().put("name", outcome.variant().name());
      ObjectNode settings = variant.putObject("settings");
      outcome.variant().settings().forEach(settings::put);
      variant.put("weighted_f1", outcome.mean(Trial::weightedF1));
      variant.put("map", outcome.mean(Trial::map));
      ArrayNode trials = variant.putArray("trials");
      for (Trial trial : outcome.trials()) {
        trials
            .addObject()
            .put("seed", trial.seed())
            .put("weighted_f1", trial.weightedF1())
            .put("map", trial.map())
            .put("best_epoch", trial.bestEpoch())
            .put("seconds", trial.seconds());
      }
    }
    return root;
  }
}
