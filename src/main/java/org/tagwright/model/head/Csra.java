package org.tagwright.model.head;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.stream.IntStream;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;

/**
 * Class-specific residual attention, Zhu and Wu 2021: a class's mean score over all places plus λ
 * times its attention-weighted one. Four heads of temperatures 1, 2, 4 and ∞ (the maximum) and λ =
 * 0.5, as published for COCO; weights under the names of the published module.
 */
final class Csra implements Layer {
  private static final int HEADS = 4;

  /** The function "csra" has it, too. */
  private static final float LAMBDA = 0.5f;

  private final Weight[] weights;

  Csra(Scope at, int channels, int classes) {
    Fill fill = Fill.uniform(1 / Math.sqrt(channels));
    weights =
        IntStream.range(0, HEADS)
            .mapToObj(head -> at.at("multi_head").at(head).at("head"))
            .map(
                here -> here.weight("weight", Weight.Role.PARAMETER, fill, classes, channels, 1, 1))
            .toArray(Weight[]::new);
  }

  /** From N × places × channels to N × classes. */
  @Override
  public NDArray forward(NDArray tokens, Pass pass) {
    NDManager owner = tokens.getManager();
    return TorchFunctions.get()
        .differentiable(
            owner,
            "csra",
            tokens,
            weights[0].array(),
            weights[1].array(),
            weights[2].array(),
            weights[3].array());
  }

  @Override
  public Value describe(Value tokens, GraphBuilder graph) {
    Value sum = logits(tokens, 0, graph);
    for (int head = 1; head < HEADS; head++) {
      sum = graph.add(sum, logits(tokens, head, graph));
    }
    return sum;
  }

  private Value logits(Value tokens, int head, GraphBuilder graph) {
    Value rows = graph.reshape(graph.weight(weights[head]), 0, -1);
    Value products = graph.matMul(tokens, graph.transpose(rows, 1, 0));
    Value scores = graph.both("Div", products, graph.norm(rows, 1));
    Value attended = head == HEADS - 1 ? graph.greatest(scores, 1) : soft(scores, head, graph);
    return graph.add(graph.mean(scores, 1), graph.mul(attended, graph.constant(LAMBDA)));
  }

  /** Scores averaged by their own softmax over the places. */
  private static Value soft(Value scores, int head, GraphBuilder graph) {
    Value attention = graph.softmax(graph.mul(scores, graph.constant(1 << head)), 1);
    return graph.sum(graph.mul(scores, attention), 1);
  }
}
