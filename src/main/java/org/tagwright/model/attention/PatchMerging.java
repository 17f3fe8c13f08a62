package org.tagwright.model.attention;

import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.TorchFunctions;

/**
 * The channels of each square of 2 × 2 places side by side, column by column: N,H,W,C to
 * N,H/2,W/2,4·C. Odd maps are padded.
 */
public final class PatchMerging {
  public static final Layer LAYER =
      Layer.of(
          (x, pass) -> TorchFunctions.get().differentiable("merge_patches", x),
          PatchMerging::describe);

  private PatchMerging() {}

  private static Value describe(Value x, GraphBuilder graph) {
    long below = x.size(1) % 2;
    long right = x.size(2) % 2;
    Value y = below + right > 0 ? graph.pad(x, new long[4], new long[] {0, below, right, 0}) : x;
    long rows = y.size(1) / 2;
    long columns = y.size(2) / 2;
    y = graph.reshape(y, 0, rows, 2, columns, 2, x.size(3));
    return graph.reshape(graph.transpose(y, 0, 1, 3, 4, 2, 5), 0, rows, columns, 4 * x.size(3));
  }
}
