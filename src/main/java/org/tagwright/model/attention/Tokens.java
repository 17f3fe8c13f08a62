package org.tagwright.model.attention;

import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.TorchFunctions;

/** Which of the tokens go on. */
public final class Tokens {
  private Tokens() {}

  /** The only token there is: N × 1 × C to N × C. */
  public static Layer only() {
    return Layer.of((x, pass) -> x.squeeze(1), (x, graph) -> graph.reshape(x, 0, -1));
  }

  /** All but the first, which belongs to no place. */
  public static Layer withoutFirst() {
    return Layer.of(
        (x, pass) -> TorchFunctions.get().differentiable("without_first", x),
        (x, graph) -> graph.slice(x, 1, 1, x.size(1)));
  }
}
