package org.tagwright.model.attention;

import ai.djl.ndarray.NDArray;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Layer;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;

/**
 * From images to tokens, Dosovitskiy et al. 2020: the class token, then one of each patch, row by
 * row, all with their place's embedding added. Where there are more or fewer patches than
 * embeddings, those are interpolated (bicubic, corners to corners) as torchvision's {@code
 * interpolate_embeddings} does.
 *
 * @param patches from images to N,C,h,w
 * @param classToken 1 × 1 × C
 * @param positions 1 × (1 + places) × C, the class token's first; the places make a square
 */
public record Embedding(Layer patches, Weight classToken, Weight positions) implements Layer {
  @Override
  public NDArray forward(NDArray images, Pass pass) {
    try (NDArray maps = patches.forward(images, pass)) {
      return TorchFunctions.get()
          .differentiable("embed", maps, classToken.array(), positions.array());
    }
  }

  /** A row of zeros stands for the class token, which is added with the positions. */
  @Override
  public Value describe(Value images, GraphBuilder graph) {
    Value maps = patches.describe(images, graph);
    Value tokens = graph.transpose(graph.reshape(maps, 0, 0, -1), 0, 2, 1);
    long places = tokens.size(1);
    Value token = graph.pad(graph.weight(classToken), new long[3], new long[] {0, places, 0});
    Value added =
        graph.add(
            token, places(graph, Math.toIntExact(maps.size(2)), Math.toIntExact(maps.size(3))));
    return graph.add(graph.pad(tokens, new long[] {0, 1, 0}, new long[3]), added);
  }

  private Value places(GraphBuilder graph, int rows, int columns) {
    Value known = graph.weight(positions);
    int side = (int) Math.sqrt(known.size(1) - 1.0);
    if (rows == side && columns == side) {
      return known;
    }
    float[] vertical = Bicubic.shares(side, rows);
    float[] horizontal = Bicubic.shares(side, columns);
    float[] both = new float[rows * columns * side * side];
    for (int i = 0; i < both.length; i++) {
      int from = i % (side * side);
      int to = i / (side * side);
      both[i] =
          vertical[to / columns * side + from / side]
              * horizontal[to % columns * side + from % side];
    }
    Value shares = graph.constant(both, (long) rows * columns, (long) side * side);
    Value grid = graph.matMul(shares, graph.slice(known, 1, 1, known.size(1)));
    return graph.concat(1, graph.slice(known, 1, 0, 1), grid);
  }
}
