package org.tagwright.model;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tagwright.model.backbone.Network;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Between arrays on the device and tensors of a file. */
final class StateDict {
  private StateDict() {}

  /** Tensors whose values are fetched from the device as they are written. */
  static Map<String, TorchTensor> snapshot(List<Weight> state) {
    Map<String, TorchTensor> tensors = new LinkedHashMap<>();
    for (Weight weight : state) {
      tensors.put(
          weight.name(),
          switch (weight.role()) {
            case COUNTER -> TorchTensor.of(new long[] {weight.count()});
            case CONSTANT -> TorchTensor.of(weight.constant(), weight.shape());
            case PARAMETER, STATISTIC -> tensor(weight.array());
          });
    }
    return tensors;
  }

  /**
   * First values of a new network: those of {@code tensors} where they fit, else drawn by {@code
   * seed}. A head is taken as a whole or not at all, and what only another head needs is ignored.
   */
  static LoadReport start(
      List<Weight> state, Map<String, TorchTensor> tensors, Network network, long seed) {
    Map<String, TorchTensor> taken = new LinkedHashMap<>(tensors);
    Network.Neck neck = network.neck();
    if (neck != null) {
      List<String> own = state.stream().map(Weight::name).toList();
      neck.names().stream().filter(name -> !own.contains(name)).forEach(taken::remove);
    }
    LoadReport fit = compare(state, taken);
    if (!fit.within(network.head()).complete()) {
      taken.keySet().removeIf(name -> name.startsWith(network.head() + "."));
    }
    state.parallelStream()
        .filter(weight -> !fits(taken.get(weight.name()), weight))
        .forEach(weight -> weight.draw(seed));
    load(state, taken);
    return fit;
  }

  /** Gives weights whose length files decide that of {@code tensors}; they have no arrays yet. */
  static void takePlaces(List<Weight> state, Map<String, TorchTensor> tensors) {
    for (Weight weight : state) {
      TorchTensor tensor = tensors.get(weight.name());
      if (tensor != null) {
        weight.takePlaces(tensor.shape());
      }
    }
  }

  /** Copies what fits by name and shape. */
  static LoadReport load(List<Weight> state, Map<String, TorchTensor> tensors) {
    for (Weight weight : state) {
      TorchTensor tensor = tensors.get(weight.name());
      if (fits(tensor, weight)) {
        copy(tensor, weight);
      }
    }
    return compare(state, tensors);
  }

  /** What {@link #load} copies, and what not. */
  static LoadReport compare(List<Weight> state, Map<String, TorchTensor> tensors) {
    int loaded = 0;
    List<String> missing = new ArrayList<>();
    List<String> mismatched = new ArrayList<>();
    Set<String> unexpected = new LinkedHashSet<>(tensors.keySet());
    for (Weight weight : state) {
      TorchTensor tensor = tensors.get(weight.name());
      unexpected.remove(weight.name());
      if (fits(tensor, weight)) {
        if (weight.role() == Weight.Role.CONSTANT
            && !Arrays.equals(tensor.longs(), weight.constant())) {
          mismatched.add(weight.name() + ", of other numbers than here");
          continue;
        }
        loaded++;
      } else if (tensor != null) {
        mismatched.add(
            "%s, %s in the file, %s here"
                .formatted(weight.name(), tensor, Arrays.toString(weight.shape())));
      } else if (weight.hasArray()) {
        missing.add(weight.name());
      }
    }
    return new LoadReport(loaded, missing, List.copyOf(unexpected), mismatched);
  }

  /** Whether the tensor, which may be {@code null}, has the weight's shape. */
  static boolean fits(TorchTensor tensor, Weight weight) {
    return tensor != null
        && tensor.type().isReadable()
        && Arrays.equals(weight.shape(), tensor.shape());
  }

  private static void copy(TorchTensor tensor, Weight weight) {
    if (weight.role() == Weight.Role.COUNTER) {
      weight.setCount(tensor.longs()[0]);
    } else if (weight.hasArray()) {
      copy(tensor, weight.array());
    }
  }

  /** Overwrites a float32 array with a tensor of the same shape and any element type. */
  static void copy(TorchTensor tensor, NDArray target) {
    ByteBuffer values;
    if (tensor.type() == ElementType.FLOAT32) {
      values = tensor.bytes();
    } else {
      values = ByteBuffer.allocateDirect(Math.toIntExact(tensor.elementCount() * Float.BYTES));
      values.order(ByteOrder.nativeOrder()).asFloatBuffer().put(tensor.floats());
    }
    TorchFunctions.get().assign(target, values);
  }

  /** The tensor of a float32 array. */
  static TorchTensor tensor(NDArray array) {
    return TorchTensor.supplied(
        ElementType.FLOAT32,
        () -> TorchFunctions.get().rowMajor(array),
        array.getShape().getShape());
  }
}
