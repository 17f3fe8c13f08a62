package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * Adam as PyTorch defines it (Kingma and Ba 2014; β 0.9 and 0.999, ε 1e-8, no weight decay), by
 * PyTorch's fused kernel: one native call a step and learning rate.
 *
 * <p>Each parameter counts its own steps from the first one that it is given a gradient in, so that
 * a backbone that is unfrozen late starts as a new one would.
 */
public final class AdamOptimizer implements AutoCloseable {
  /** What is remembered of a parameter: mean and mean square of its gradients, steps taken. */
  private record Moments(NDArray mean, NDArray square, NDArray step) {}

  private static final String MEAN = ".exp_avg";
  private static final String SQUARE = ".exp_avg_sq";
  private static final String STEP = ".step";

  private final NDManager manager;
  private final Map<String, Moments> moments = new LinkedHashMap<>();
  private final LossScale lossScale;
  private NDArray overflow;

  /**
   * An optimizer for parameters of {@code classifier}, without memory of earlier steps. In float16
   * the loss is scaled, see {@link LossScale}.
   */
  public AdamOptimizer(Classifier classifier) {
    this(
        classifier, classifier.precision() == Precision.FP16 ? LossScale.USUAL_GROWTH_INTERVAL : 0);
  }

  /**
   * @param growthInterval of the loss scale, or 0: none
   */
  AdamOptimizer(Classifier classifier, int growthInterval) {
    manager = classifier.newStep();
    lossScale = growthInterval == 0 ? null : new LossScale(manager, growthInterval);
  }

  /**
   * The loss's gradients for the parameters, in their order, owned by the loss's manager. To be
   * called once before the calls of {@link #step} that take them.
   */
  public NDList gradients(NDArray loss, List<Weight> parameters) {
    if (lossScale == null) {
      return Classifier.gradients(loss, parameters);
    }
    NDList gradients = Classifier.gradients(lossScale.scaled(loss), parameters);
    overflow = lossScale.unscale(gradients);
    return gradients;
  }

  /** What the loss is multiplied by at present; 1 where it is not scaled. */
  public double lossScale() {
    return lossScale == null ? 1 : lossScale.value();
  }

  /**
   * Moves {@code parameters} against their {@code gradients}, which come in the order in which
   * {@link #gradients} returned them. Where one of all those gradients was infinite or no number,
   * nothing moves and nothing is remembered.
   */
  public void step(List<Weight> parameters, NDList gradients, double learningRate) {
    List<NDArray> means = new ArrayList<>();
    List<NDArray> squares = new ArrayList<>();
    List<NDArray> steps = new ArrayList<>();
    for (Weight parameter : parameters) {
      Moments of = moments.computeIfAbsent(parameter.name(), name -> none(parameter));
      means.add(of.mean);
      squares.add(of.square);
      steps.add(of.step);
    }
    List<NDArray> arrays = parameters.stream().map(Weight::array).toList();
    TorchFunctions functions = TorchFunctions.get();
    if (lossScale == null) {
      functions.runForList(manager, "adam", arrays, gradients, means, squares, steps, learningRate);
    } else {
      functions.runForList(
          manager, "adam_unless", arrays, gradients, means, squares, steps, learningRate, overflow);
    }
  }

  private Moments none(Weight parameter) {
    return Recording.off(() -> new Moments(zeros(parameter), zeros(parameter), manager.create(0f)));
  }

  /** With the parameter's strides: the fused kernel goes through memory in order. */
  private NDArray zeros(Weight parameter) {
    return TorchFunctions.get().differentiable(manager, "zeros_as", parameter.array());
  }

  /**
   * What is remembered, by PyTorch's names: {@code <parameter>.exp_avg}, {@code .exp_avg_sq} and
   * {@code .step} of each parameter that has taken a step. To be written before the next step: the
   * values are fetched from the device as they are written.
   */
  public Map<String, TorchTensor> snapshot() {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    moments.forEach(
        (name, of) -> {
          tensors.put(name + MEAN, StateDict.tensor(of.mean));
          tensors.put(name + SQUARE, StateDict.tensor(of.square));
          tensors.put(name + STEP, StateDict.tensor(of.step));
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
    for (Weight parameter : parameters) {
      String name = parameter.name();
      if (tensors.containsKey(name + STEP)) {
        Moments of = moments.computeIfAbsent(name, absent -> none(parameter));
        StateDict.copy(tensors.get(name + MEAN), of.mean);
        StateDict.copy(tensors.get(name + SQUARE), of.square);
        StateDict.copy(tensors.get(name + STEP), of.step);
      }
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
