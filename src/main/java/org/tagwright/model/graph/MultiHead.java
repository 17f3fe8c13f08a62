package org.tagwright.model.graph;

import org.jspecify.annotations.Nullable;

/** How attention of several heads, Vaswani et al. 2017, is described. */
public final class MultiHead {
  private MultiHead() {}

  /** N,places,width to N,heads,places,width / heads. */
  public static Value split(Value x, int heads, GraphBuilder graph) {
    return graph.transpose(graph.reshape(x, 0, 0, heads, x.size(2) / heads), 0, 2, 1, 3);
  }

  /**
   * softmax(q·kᵀ / √width + bias)·v for each head; its heads side by side: N,places,heads · width.
   *
   * @param q as {@link #split} makes it, as k and v
   * @param bias or {@code null}: 0
   */
  public static Value attend(Value q, Value k, Value v, @Nullable Value bias, GraphBuilder graph) {
    Value scaled = graph.mul(q, graph.constant((float) (1 / Math.sqrt((double) q.size(3)))));
    Value scores = graph.matMul(scaled, graph.transpose(k, 0, 1, 3, 2));
    Value attention = graph.softmax(bias == null ? scores : graph.add(scores, bias), -1);
    Value mixed = graph.transpose(graph.matMul(attention, v), 0, 2, 1, 3);
    return graph.reshape(mixed, 0, 0, mixed.size(2) * mixed.size(3));
  }
}
