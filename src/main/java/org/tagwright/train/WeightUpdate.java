package org.tagwright.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.model.Classifier;
import org.tagwright.model.GradientSum;
import org.tagwright.model.Optimizer;
import org.tagwright.model.Optimizer.Part;
import org.tagwright.model.WeightAverage;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * What a batch's loss does to the weights: gradients, summed over the batches of a group, and a
 * step of the optimizer with them, which the average of the weights follows.
 */
final class WeightUpdate implements AutoCloseable {
  private final Classifier classifier;
  private final Optimizer optimizer;
  private final GradientSum sum;
  private final WeightAverage average;
  private EpochPlan plan;
  private int[][] batches;

  WeightUpdate(Classifier classifier, Training config) {
    this.classifier = classifier;
    this.optimizer = new Optimizer(classifier, config);
    this.sum = new GradientSum(classifier);
    this.average = config.ema() > 0 ? new WeightAverage(classifier, config.ema()) : null;
  }

  /** The batches of the epoch that comes next, all of them. */
  void beginEpoch(EpochPlan next, int[][] planned) {
    plan = next;
    batches = planned;
  }

  /**
   * Learns from the loss of the epoch's batch {@code step}, counted from 1. The last group of an
   * epoch may be of fewer batches than the others, and a batch of fewer images: each image counts
   * the same in a step.
   */
  void learn(NDArray loss, int step) {
    List<Weight> head = classifier.headParameters();
    List<Weight> parameters = plan.frozen() ? head : classifier.parameters();
    NDList gradients = optimizer.gradients(loss, parameters);
    if (plan.accumulate() > 1) {
      sum.add(parameters, gradients, plan.shareOfGroup(batches, step));
      if (!plan.endsGroup(batches, step)) {
        return;
      }
      gradients = sum.gradients();
    }
    if (plan.frozen()) {
      optimizer.step(gradients, new Part(head, plan.headRate(step)));
    } else {
      optimizer.step(
          gradients,
          new Part(classifier.backboneParameters(), plan.backboneRate(step)),
          new Part(head, plan.headRate(step)));
    }
    sum.clear();
    if (average != null) {
      average.follow(
          plan.frozen() ? classifier.headState() : classifier.state(),
          plan.rates().stepsBefore(plan.epoch()) + plan.group(step));
    }
  }

  /** Does something with the model that is validated and saved: the averaged one, if there is. */
  <T> T withResult(Supplier<T> body) {
    return average == null ? body.get() : average.inForce(body);
  }

  /** What is needed to go on beside the weights. */
  Map<String, TorchTensor> snapshot() {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>(optimizer.snapshot());
    tensors.putAll(sum.snapshot());
    if (average != null) {
      tensors.putAll(average.snapshot());
    }
    return tensors;
  }

  /** Takes up where {@link #snapshot} left off. */
  void restore(Map<String, TorchTensor> tensors) {
    optimizer.restore(classifier.parameters(), tensors);
    sum.restore(classifier.parameters(), tensors);
    if (average != null) {
      average.restore(tensors);
    }
  }

  @Override
  public void close() {
    if (average != null) {
      average.close();
    }
    sum.close();
    optimizer.close();
  }
}
