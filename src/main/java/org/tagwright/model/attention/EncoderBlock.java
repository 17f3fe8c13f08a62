package org.tagwright.model.attention;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.LayerNorm;
import org.tagwright.model.layer.Linear;
import org.tagwright.model.layer.Mlp;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.ScaledResidual;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.Sequence;
import org.tagwright.model.layer.TorchFunctions;

/** A block of a transformer's encoder, layer norms first: attention, then a perceptron. */
public final class EncoderBlock implements Layer {
  private final Layer norm;
  private final SelfAttention attention;
  private final Layer attended;
  private final Layer perceptron;

  public EncoderBlock(Scope at, int channels, double epsilon) {
    norm = new LayerNorm(at.at("ln_1"), channels, epsilon);
    attention = new SelfAttention(at.at("self_attention"), channels);
    attended = new ScaledResidual(new Sequence(norm, attention), null, 0);
    Layer second = new LayerNorm(at.at("ln_2"), channels, epsilon);
    Scope mlp = at.at("mlp");
    Layer inner =
        new Mlp(
            linear(mlp.at(0), channels, 4 * channels), linear(mlp.at(3), 4 * channels, channels));
    perceptron = new ScaledResidual(new Sequence(second, inner), null, 0);
  }

  private static Linear linear(Scope at, int in, int out) {
    return new Linear(at, in, out, Fill.xavier(), Fill.normal(1e-6));
  }

  @Override
  public NDArray forward(NDArray x, Pass pass) {
    try (NDArray y = attended.forward(x, pass)) {
      return perceptron.forward(y, pass);
    }
  }

  @Override
  public Value describe(Value x, GraphBuilder graph) {
    return perceptron.describe(attended.describe(x, graph), graph);
  }

  /**
   * The same for the first token alone, N × 1 × channels: all that a classifier reads of the last
   * block, for a sixth of the arithmetic.
   */
  public Layer ofFirst() {
    return Layer.of(
        (x, pass) -> {
          try (NDArray normed = norm.forward(x, pass);
              NDArray change = attention.ofFirst(normed, pass);
              NDArray first = TorchFunctions.get().differentiable("first_plus", x, change)) {
            return perceptron.forward(first, pass);
          }
        },
        (x, graph) -> graph.slice(describe(x, graph), 1, 0, 1));
  }
}
