package org.tagwright.model;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/** The gradients of several batches that make up one step of the optimizer. */
public final class GradientSum implements AutoCloseable {
  private static final String ENDING = ".grad";

  private final NDManager lasting;
  private NDManager owner;
  private NDList sum;
  private List<Weight> parameters = List.of();

  /** Nothing yet. */
  public GradientSum(Classifier classifier) {
    lasting = classifier.newStep();
  }

  /** Adds {@code share} times the gradients of {@code of}, the same parameters at each call. */
  public void add(List<Weight> of, NDList gradients, double share) {
    TorchFunctions functions = TorchFunctions.get();
    if (sum == null) {
      parameters = of;
      owner = lasting.newSubManager();
      sum = functions.runForList(owner, "times", gradients, share);
    } else {
      functions.runForList(owner, "add_times", sum, gradients, share);
    }
  }

  /** The sum; to be followed by {@link #clear}. */
  public NDList gradients() {
    return sum;
  }

  /** Begins anew. */
  public void clear() {
    if (owner != null) {
      owner.close();
      owner = null;
      sum = null;
      parameters = List.of();
    }
  }

  /** A sum that is not complete: {@code <parameter>.grad}. */
  public Map<String, TorchTensor> snapshot() {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      tensors.put(parameters.get(i).name() + ENDING, StateDict.tensor(sum.get(i)));
    }
    return tensors;
  }

  /** Takes up where {@link #snapshot} left off. */
  public void restore(List<Weight> all, Map<String, TorchTensor> tensors) {
    clear();
    List<Weight> summed =
        all.stream().filter(weight -> tensors.containsKey(weight.name() + ENDING)).toList();
    if (summed.isEmpty()) {
      return;
    }
    parameters = summed;
    owner = lasting.newSubManager();
    sum = new NDList();
    for (Weight weight : summed) {
      sum.add(Recording.off(() -> Optimizer.zeros(owner, weight)));
      StateDict.copy(tensors.get(weight.name() + ENDING), sum.get(sum.size() - 1));
    }
  }

  @Override
  public void close() {
    lasting.close();
  }
}
