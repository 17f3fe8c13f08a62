package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.config.ExperimentConfig.Training;
import org.tagwright.config.OptimizerSettings.OptimizerKind;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * Adam, AdamW or SGD as PyTorch defines them, with clipping of the gradients' global norm.
 *
 * <p>Each parameter counts its own steps from the first one that it is given a gradient in, so that
 * a backbone that is unfrozen late starts as a new one would.
 */
public final class Optimizer implements AutoCloseable {
  private final NDManager manager;
  private final UpdateRule rule;
  private final double weightDecay;
  private final double greatestNorm;
  private final Map<String, List<NDArray>> memory = new LinkedHashMap<>();
  private final LossScale lossScale;

  /** Parameters that share a learning rate. */
  public record Part(List<Weight> parameters, double learningRate) {}

  /** Plain Adam without memory of earlier steps. */
  public Optimizer(Classifier classifier) {
    this(classifier, growthInterval(classifier));
  }

  /**
   * @param growthInterval of the loss scale, or 0: none
   */
  Optimizer(Classifier classifier, int growthInterval) {
    this(classifier, growthInterval, new UpdateRule(OptimizerKind.ADAM, 0), 0, 0);
  }

  /**
   * An optimizer for parameters of {@code classifier} as configured, without memory of earlier
   * steps. In float16 the loss is scaled, see {@link LossScale}.
   */
  public Optimizer(Classifier classifier, Training config) {
    this(
        classifier,
        growthInterval(classifier),
        new UpdateRule(config.optimizer(), config.momentum()),
        config.weightDecay(),
        config.gradientClip());
  }

  private Optimizer(
      Classifier classifier,
      int growthInterval,
      UpdateRule rule,
      double weightDecay,
      double greatestNorm) {
    manager = classifier.newStep();
    lossScale = growthInterval == 0 ? null : new LossScale(manager, growthInterval);
    this.rule = rule;
    this.weightDecay = weightDecay;
    this.greatestNorm = greatestNorm;
  }

  private static int growthInterval(Classifier classifier) {
    return classifier.precision() == Precision.FP16 ? LossScale.USUAL_GROWTH_INTERVAL : 0;
  }

  /**
   * The loss's gradients for the parameters, in their order, owned by the loss's manager and
   * multiplied by the loss scale.
   */
  public NDList gradients(NDArray loss, List<Weight> parameters) {
    return Classifier.gradients(lossScale == null ? loss : lossScale.scaled(loss), parameters);
  }

  /** What the loss is multiplied by at present; 1 where it is not scaled. */
  public double lossScale() {
    return lossScale == null ? 1 : lossScale.value();
  }

  /**
   * One step: moves the parameters of all parts against their {@code gradients}, which are those of
   * {@link #gradients} in the order of the parts, and which it changes. Where one of them is
   * infinite or no number although the loss was scaled, nothing moves and nothing is remembered.
   */
  public void step(NDList gradients, Part... parts) {
    NDArray overflow = lossScale == null ? null : lossScale.unscale(gradients);
    if (greatestNorm > 0) {
      TorchFunctions.get().runForList(manager, "clip", gradients, greatestNorm);
    }
    int done = 0;
    for (Part part : parts) {
      int end = done + part.parameters.size();
      move(part, gradients.subNDList(done, end), overflow);
      done = end;
    }
  }

  /** The same for parameters of one learning rate. */
  public void step(List<Weight> parameters, NDList gradients, double learningRate) {
    step(gradients, new Part(parameters, learningRate));
  }

  private void move(Part part, NDList gradients, NDArray overflow) {
    if (weightDecay == 0) {
      move(part.parameters, gradients, part.learningRate, 0, overflow);
      return;
    }
    List<Weight> decaying = new ArrayList<>();
    List<Weight> others = new ArrayList<>();
    NDList ofDecaying = new NDList();
    NDList ofOthers = new NDList();
    for (int i = 0; i < gradients.size(); i++) {
      boolean decays = part.parameters.get(i).decays();
      (decays ? decaying : others).add(part.parameters.get(i));
      (decays ? ofDecaying : ofOthers).add(gradients.get(i));
    }
    move(decaying, ofDecaying, part.learningRate, weightDecay, overflow);
    move(others, ofOthers, part.learningRate, 0, overflow);
  }

  private void move(
      List<Weight> parameters, NDList gradients, double rate, double decay, NDArray overflow) {
    if (parameters.isEmpty()) {
      return;
    }
    List<List<NDArray>> remembered = new ArrayList<>();
    for (int i = 0; i < rule.remembered().size(); i++) {
      remembered.add(new ArrayList<>());
    }
    for (Weight parameter : parameters) {
      List<NDArray> of = memory.computeIfAbsent(parameter.name(), name -> none(parameter));
      for (int i = 0; i < of.size(); i++) {
        remembered.get(i).add(of.get(i));
      }
    }
    List<NDArray> arrays = parameters.stream().map(Weight::array).toList();
    rule.move(manager, arrays, gradients, remembered, rate, decay, overflow);
  }

  private List<NDArray> none(Weight parameter) {
    return Recording.off(
        () ->
            rule.remembered().stream()
                .map(
                    key ->
                        key.equals(UpdateRule.STEP)
                            ? manager.create(0f)
                            : zeros(manager, parameter))
                .toList());
  }

  /** With the parameter's strides: the fused kernels go through memory in order. */
  static NDArray zeros(NDManager owner, Weight parameter) {
    return TorchFunctions.get().differentiable(owner, "zeros_as", parameter.array());
  }

  /**
   * What is remembered, by PyTorch's names, such as {@code <parameter>.exp_avg}, of each parameter
   * that has taken a step. To be written before the next step: the values are fetched from the
   * device as they are written.
   */
  public Map<String, TorchTensor> snapshot() {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    memory.forEach(
        (name, of) -> {
          for (int i = 0; i < of.size(); i++) {
            tensors.put(name + "." + rule.remembered().get(i), StateDict.tensor(of.get(i)));
          }
        });
    if (lossScale != null) {
      tensors.putAll(lossScale.snapshot());
    }
    return tensors;
  }

  /**
   * Takes up where {@link #snapshot} left off, to the last bit.
   *
   * @param parameters all that may have taken a step
   */
  public void restore(List<Weight> parameters, Map<String, TorchTensor> tensors) {
    if (lossScale != null) {
      lossScale.restore(tensors);
    }
    List<String> keys = rule.remembered();
    for (Weight parameter : parameters) {
      String name = parameter.name();
      if (keys.stream().anyMatch(key -> tensors.containsKey(name + "." + key))) {
        List<NDArray> of = memory.computeIfAbsent(name, absent -> none(parameter));
        for (int i = 0; i < keys.size(); i++) {
          StateDict.copy(tensors.get(name + "." + keys.get(i)), of.get(i));
        }
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
