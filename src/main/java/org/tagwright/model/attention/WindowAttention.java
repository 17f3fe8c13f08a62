package org.tagwright.model.attention;

import static org.tagwright.model.layer.Weight.Role.PARAMETER;
import static org.tagwright.model.layer.Weight.Role.STATISTIC;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Cast;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;

/**
 * Attention within windows that are shifted in every other block, Liu et al. 2021, N,H,W,C; with
 * cosines and a bias that a small network makes of the offset, Liu et al. 2022. Maps are padded to
 * whole windows.
 */
public final class WindowAttention implements Layer {
  private static final Fill FILL = Fill.normal(0.02);
  private static final Fill NONE = Fill.constant(0);
  private static final int HIDDEN = 512;

  private final int side;
  private final boolean shifted;
  private final int heads;
  private final PositionBias bias;

  /** Log of what multiplies the cosines, heads × 1 × 1; {@code null}: no cosines. */
  private final @Nullable Weight logitScale;

  /** {@code qkv.weight}, {@code qkv.bias}, {@code proj.weight}, {@code proj.bias}. */
  private final List<Weight> projections;

  private @Nullable NDArray offsets;
  private @Nullable NDArray mask;
  private @Nullable Windows masked;

  private WindowAttention(
      int side,
      boolean shifted,
      int heads,
      PositionBias bias,
      @Nullable Weight logitScale,
      List<Weight> projections) {
    this.side = side;
    this.shifted = shifted;
    this.heads = heads;
    this.bias = bias;
    this.logitScale = logitScale;
    this.projections = projections;
  }

  /** Of the first version: scaled products, and a learnt bias per offset and head. */
  public static WindowAttention first(
      Scope at, int channels, int heads, int side, boolean shifted) {
    long offsets = (2L * side - 1) * (2L * side - 1);
    Weight table =
        at.weight("relative_position_bias_table", PARAMETER, FILL, offsets, heads).withoutDecay();
    at.constant("relative_position_index", Windows.offsets(side));
    PositionBias bias =
        new PositionBias() {
          @Override
          public NDArray of(NDArray of, NDManager owner) {
            return TorchFunctions.get().differentiable(owner, "bias_of_table", table.array(), of);
          }

          @Override
          public Value describe(GraphBuilder graph) {
            return graph.weight(table);
          }
        };
    return new WindowAttention(side, shifted, heads, bias, null, projections(at, channels));
  }

  /** Of the second version: cosines, and a bias that a network makes of the offset's logarithm. */
  public static WindowAttention second(
      Scope at, int channels, int heads, int side, boolean shifted) {
    Fill ten = Fill.constant((float) Math.log(10));
    Weight scale = at.weight("logit_scale", PARAMETER, ten, heads, 1, 1).withoutDecay();
    float[] logOffsets = Windows.logOffsets(side);
    Fill fixed =
        (values, shape, random) -> System.arraycopy(logOffsets, 0, values, 0, values.length);
    long wide = 2L * side - 1;
    Weight table = at.weight("relative_coords_table", STATISTIC, fixed, 1, wide, wide, 2);
    at.constant("relative_position_index", Windows.offsets(side));
    List<Weight> projections = projections(at, channels);
    Scope network = at.at("cpb_mlp");
    Weight wideWeight = network.at(0).weight("weight", PARAMETER, FILL, HIDDEN, 2);
    Weight wideBias = network.at(0).weight("bias", PARAMETER, NONE, HIDDEN);
    Weight narrow = network.at(2).weight("weight", PARAMETER, FILL, heads, HIDDEN);
    PositionBias bias =
        new PositionBias() {
          @Override
          public NDArray of(NDArray of, NDManager owner) {
            return TorchFunctions.get()
                .differentiable(
                    owner,
                    "bias_of_network",
                    table.array(),
                    wideWeight.array(),
                    wideBias.array(),
                    narrow.array(),
                    of);
          }

          @Override
          public Value describe(GraphBuilder graph) {
            Value rows = graph.reshape(graph.weight(table), wide * wide, 2);
            Value hidden = graph.relu(graph.linear(rows, wideWeight, wideBias));
            Value logits = graph.linear(hidden, narrow, null);
            return graph.mul(graph.sigmoid(logits), graph.constant(16));
          }
        };
    return new WindowAttention(side, shifted, heads, bias, scale, projections);
  }

  private static List<Weight> projections(Scope at, int channels) {
    List<Weight> made = new ArrayList<>();
    made.add(at.at("qkv").weight("weight", PARAMETER, FILL, 3L * channels, channels));
    made.add(at.at("qkv").weight("bias", PARAMETER, NONE, 3L * channels));
    made.add(at.at("proj").weight("weight", PARAMETER, FILL, channels, channels));
    made.add(at.at("proj").weight("bias", PARAMETER, NONE, channels));
    return List.copyOf(made);
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    NDManager owner = x.getManager();
    Windows windows = windows(x.getShape().get(1), x.getShape().get(2));
    try (NDManager scratch = owner.newSubManager();
        Cast qkv = pass.cast(projections.get(0), scratch);
        Cast qkvBias = pass.cast(projections.get(1), scratch);
        Cast proj = pass.cast(projections.get(2), scratch);
        Cast projBias = pass.cast(projections.get(3), scratch)) {
      List<NDArray> arguments = new ArrayList<>();
      arguments.addAll(List.of(x, qkv.array(), qkvBias.array(), proj.array(), projBias.array()));
      NDArray added = bias.of(offsets(), scratch);
      if (windows.shift() > 0) {
        added = mask(windows).add(added);
        added.attach(scratch);
      }
      arguments.add(added);
      if (logitScale != null) {
        arguments.add(logitScale.array());
      }
      String function = logitScale == null ? "window_attention" : "cosine_window_attention";
      return TorchFunctions.get()
          .differentiable(owner, function, arguments.toArray(NDArray[]::new));
    }
  }

  private Windows windows(long rows, long columns) {
    return Windows.of(side, rows, columns, shifted);
  }

  /** Where the weights are, and as long. */
  private synchronized NDArray offsets() {
    if (offsets == null) {
      offsets = projections.get(0).array().getManager().create(Windows.offsets(side));
    }
    return offsets;
  }

  private synchronized NDArray mask(Windows windows) {
    if (mask == null || !windows.equals(masked)) {
      Shape shape = new Shape(windows.count(), 1, windows.places(), windows.places());
      mask = projections.get(0).array().getManager().create(windows.mask(), shape);
      masked = windows;
    }
    return mask;
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return WindowDescription.of(
        x, windows(x.size(1), x.size(2)), heads, projections, bias, logitScale, graph);
  }
}
