package org.tagwright.model.attention;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.MultiHead;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Cast;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;

/**
 * Attention of all tokens to all, Vaswani et al. 2017, N × tokens × channels: weights and their
 * first values as PyTorch's {@code MultiheadAttention} has them, in heads of 64 channels.
 */
public final class SelfAttention implements Layer {
  private static final int HEAD = 64; // the functions have it, too

  private final Weight in;
  private final Weight inBias;
  private final Weight out;
  private final Weight outBias;

  public SelfAttention(Scope at, int channels) {
    Fill none = Fill.constant(0);
    in = at.weight("in_proj_weight", Weight.Role.PARAMETER, Fill.xavier(), 3L * channels, channels);
    inBias = at.weight("in_proj_bias", Weight.Role.PARAMETER, none, 3L * channels);
    Fill uniform = Fill.uniform(1 / Math.sqrt(channels));
    Scope project = at.at("out_proj");
    out = project.weight("weight", Weight.Role.PARAMETER, uniform, channels, channels);
    outBias = project.weight("bias", Weight.Role.PARAMETER, none, channels);
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    return run("self_attention", x, pass);
  }

  /** What the first token alone gets: N × 1 × channels. */
  NDArray ofFirst(NDArray x, Pass pass) {
    return run("attention_of_first", x, pass);
  }

  private NDArray run(String function, NDArray x, Pass pass) {
    try (Cast w = pass.cast(in, x.getManager());
        Cast b = pass.cast(inBias, x.getManager());
        Cast o = pass.cast(out, x.getManager());
        Cast ob = pass.cast(outBias, x.getManager())) {
      return TorchFunctions.get()
          .differentiable(function, x, w.array(), b.array(), o.array(), ob.array());
    }
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    long channels = x.size(2);
    Value[] parts = new Value[3];
    for (int i = 0; i < parts.length; i++) {
      Value weight = graph.slice(graph.weight(in), 0, i * channels, (i + 1) * channels);
      Value bias = graph.slice(graph.weight(inBias), 0, i * channels, (i + 1) * channels);
      int heads = Math.toIntExact(channels / HEAD);
      parts[i] = MultiHead.split(graph.linear(x, weight, bias), heads, graph);
    }
    return graph.linear(MultiHead.attend(parts[0], parts[1], parts[2], null, graph), out, outBias);
  }
}
