package org.tagwright.model.head;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.MultiHead;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Fill;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.Scope;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;

/**
 * ML-Decoder, Ridnik et al. 2021: one layer of a transformer's decoder in which a query per class
 * attends to all places, and a linear read-out per class. As published: the queries are drawn once
 * and never learn, there is no self-attention between them, 10% dropout; weights under the names of
 * the published module.
 */
final class MlDecoder implements Layer {
  private static final int WIDTH = 768;
  private static final int INNER = 2048;
  private static final int ATTENTION_HEADS = 8; // the function "ml_decoder" has it, too
  private static final double DROPOUT = 0.1;

  /** Variance floor of the layer norms; PyTorch's default. */
  private static final float EPSILON = 1e-5f;

  private final int classes;
  private final int width;
  private final int inner;

  /** As the function takes them. */
  private final List<Weight> weights;

  MlDecoder(Scope at, int channels, int classes) {
    this(at, channels, classes, WIDTH, INNER);
  }

  MlDecoder(Scope at, int channels, int classes, int width, int inner) {
    this.classes = classes;
    this.width = width;
    this.inner = inner;
    Scope decoder = at.at("decoder");
    Scope layer = decoder.at("layers").at(0);
    Scope attention = layer.at("multihead_attn");
    Fill readOut = Fill.normal(Math.sqrt(2.0 / (width + classes)));
    Fill projection = Fill.uniform(Math.sqrt(1.5 / width));
    List<Weight> made = new ArrayList<>();
    made.add(parameter(decoder, "duplicate_pooling", readOut, classes, width, 1));
    made.add(parameter(decoder, "duplicate_pooling_bias", Fill.constant(0), classes));
    norm(made, layer.at("norm1"));
    made.add(parameter(attention, "in_proj_weight", projection, 3L * width, width));
    made.add(parameter(attention, "in_proj_bias", Fill.constant(0), 3L * width));
    made.add(parameter(attention.at("out_proj"), "weight", linear(width), width, width));
    made.add(parameter(attention.at("out_proj"), "bias", Fill.constant(0), width));
    linear(made, layer.at("linear1"), width, inner);
    linear(made, layer.at("linear2"), inner, width);
    norm(made, layer.at("norm2"));
    norm(made, layer.at("norm3"));
    linear(made, decoder.at("embed_standart"), channels, width); // so spelt where it was published
    made.add(
        decoder
            .at("query_embed")
            .weight("weight", Weight.Role.STATISTIC, Fill.normal(1), classes, width));
    weights = List.copyOf(made);
  }

  private static Weight parameter(Scope at, String name, Fill fill, long... shape) {
    return at.weight(name, Weight.Role.PARAMETER, fill, shape);
  }

  private void norm(List<Weight> made, Scope at) {
    made.add(parameter(at, "weight", Fill.constant(1), width));
    made.add(parameter(at, "bias", Fill.constant(0), width));
  }

  private static void linear(List<Weight> made, Scope at, int in, int out) {
    made.add(parameter(at, "weight", linear(in), out, in));
    made.add(parameter(at, "bias", linear(in), out));
  }

  private static Fill linear(int in) {
    return Fill.uniform(1 / Math.sqrt(in));
  }

  /** From N × places × channels to N × classes. */
  @Override
  public NDArray forward(NDArray tokens, Pass pass) {
    long n = tokens.getShape().get(0);
    long places = tokens.getShape().get(1);
    NDManager owner = tokens.getManager();
    Shape eachQuery = new Shape(n, classes, width);
    try (NDManager scratch = owner.newSubManager()) {
      List<NDArray> arguments = new ArrayList<>(List.of(tokens));
      weights.forEach(weight -> arguments.add(weight.array()));
      arguments.add(pass.noise(scratch, DROPOUT, eachQuery));
      arguments.add(pass.noise(scratch, DROPOUT, new Shape(n, ATTENTION_HEADS, classes, places)));
      arguments.add(pass.noise(scratch, DROPOUT, eachQuery));
      arguments.add(pass.noise(scratch, DROPOUT, new Shape(n, classes, inner)));
      arguments.add(pass.noise(scratch, DROPOUT, eachQuery));
      return TorchFunctions.get()
          .differentiable(owner, "ml_decoder", arguments.toArray(NDArray[]::new));
    }
  }

  @Override
  public Value describe(Value tokens, GraphBuilder graph) {
    Iterator<Weight> next = weights.iterator();
    Value readOut = graph.reshape(graph.weight(next.next()), 0, -1);
    Value readOutBias = graph.weight(next.next());
    UnaryOperator<Value> norm1 = norm(next, graph);
    Value projection = graph.weight(next.next());
    Value projectionBias = graph.weight(next.next());
    UnaryOperator<Value> out = linear(next, graph);
    UnaryOperator<Value> linear1 = linear(next, graph);
    UnaryOperator<Value> linear2 = linear(next, graph);
    UnaryOperator<Value> norm2 = norm(next, graph);
    UnaryOperator<Value> norm3 = norm(next, graph);
    Value memory = graph.relu(linear(next, graph).apply(tokens));
    Value queries = graph.reshape(graph.weight(next.next()), 1, classes, width);

    Value x = norm1.apply(graph.add(queries, queries));
    Value[] heads = new Value[3];
    for (int i = 0; i < heads.length; i++) {
      Value weight = graph.slice(projection, 0, (long) i * width, (i + 1L) * width);
      Value bias = graph.slice(projectionBias, 0, (long) i * width, (i + 1L) * width);
      heads[i] =
          MultiHead.split(graph.linear(i == 0 ? x : memory, weight, bias), ATTENTION_HEADS, graph);
    }
    Value attended = out.apply(MultiHead.attend(heads[0], heads[1], heads[2], null, graph));
    x = norm2.apply(graph.add(x, attended));
    x = norm3.apply(graph.add(x, linear2.apply(graph.relu(linear1.apply(x)))));
    return graph.add(graph.sum(graph.mul(x, readOut), 2), readOutBias);
  }

  private static UnaryOperator<Value> norm(Iterator<Weight> next, GraphBuilder graph) {
    Weight weight = next.next();
    Weight bias = next.next();
    return x -> graph.layerNorm(x, weight, bias, EPSILON);
  }

  private static UnaryOperator<Value> linear(Iterator<Weight> next, GraphBuilder graph) {
    Weight weight = next.next();
    Weight bias = next.next();
    return x -> graph.linear(x, weight, bias);
  }
}
