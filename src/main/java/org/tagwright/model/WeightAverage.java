package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * The exponential moving average of a classifier's weights, batch norm's statistics included: an
 * average of many late steps often scores better than any one of them. Early on the decay is lower,
 * min(decay, (1 + t) / (10 + t)) at step t, so that the first weights are soon forgotten.
 */
public final class WeightAverage implements AutoCloseable {
  private static final String ENDING = ".average";

  private final Classifier classifier;
  private final double decay;
  private final NDManager manager;
  private final Map<Weight, NDArray> averages = new LinkedHashMap<>();

  /** Begins with the present weights. */
  public WeightAverage(Classifier classifier, double decay) {
    this.classifier = classifier;
    this.decay = decay;
    manager = classifier.newStep();
    List<Weight> averaged = averaged(classifier.state());
    NDList copies = TorchFunctions.get().runForList(manager, "times", arrays(averaged), 1.0);
    for (int i = 0; i < averaged.size(); i++) {
      averages.put(averaged.get(i), copies.get(i));
    }
  }

  private static List<Weight> averaged(List<Weight> state) {
    return state.stream().filter(Weight::hasArray).toList();
  }

  private static List<NDArray> arrays(List<Weight> weights) {
    return weights.stream().map(Weight::array).toList();
  }

  /**
   * Moves the average towards the present weights.
   *
   * @param state what may have changed in the step; the rest is as in the average
   * @param step of the optimizer in the whole run, from 1
   */
  public void follow(List<Weight> state, long step) {
    List<Weight> moved = averaged(state);
    double share = 1 - Math.min(decay, (1.0 + step) / (10.0 + step));
    List<NDArray> of = moved.stream().map(averages::get).toList();
    TorchFunctions.get().runForList(manager, "towards", of, arrays(moved), share);
  }

  /** Does something with the averaged model: meanwhile the classifier's weights are the average. */
  public <T> T inForce(Supplier<T> body) {
    exchange();
    try {
      return body.get();
    } finally {
      exchange();
    }
  }

  private void exchange() {
    averages.replaceAll(Weight::exchange);
    classifier.weightsChanged();
  }

  /** The average, {@code <weight>.average}. */
  public Map<String, TorchTensor> snapshot() {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    averages.forEach(
        (weight, average) -> tensors.put(weight.name() + ENDING, StateDict.tensor(average)));
    return tensors;
  }

  /** Takes up where {@link #snapshot} left off. */
  public void restore(Map<String, TorchTensor> tensors) {
    List<String> missing = new ArrayList<>();
    averages.forEach(
        (weight, average) -> {
          TorchTensor tensor = tensors.get(weight.name() + ENDING);
          if (tensor == null) {
            missing.add(weight.name());
          } else {
            StateDict.copy(tensor, average);
          }
        });
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("the saved state has no average of " + missing);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
