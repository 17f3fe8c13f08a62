package org.tagwright.model.attention;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.model.graph.GraphBuilder;
import org.tagwright.model.graph.Value;
import org.tagwright.model.layer.Weight;

/** How attention within windows is described to a graph. */
final class WindowDescription {
  /** The scale of cosines is at most e to this. */
  private static final float GREATEST_LOGIT_SCALE = (float) Math.log(100);

  private WindowDescription() {}

  /** Arguments as the fields of {@link WindowAttention}; x is N,H,W,C. */
  static Value of(
      Value x,
      Windows windows,
      int heads,
      List<Weight> projections,
      PositionBias bias,
      @Nullable Weight logitScale,
      GraphBuilder graph) {
    long channels = x.size(3);
    Value tokens = cut(x, windows, graph);
    Value[] parts = new Value[3];
    for (int i = 0; i < parts.length; i++) {
      Value weight = part(projections.get(0), i, channels, graph);
      boolean key = i == 1;
      Value biasPart = part(projections.get(1), i, channels, graph);
      boolean without = key && logitScale != null;
      Value part = graph.linear(tokens, weight, without ? null : biasPart);
      // N, windows, heads, places, width
      parts[i] =
          graph.transpose(graph.reshape(part, 0, 0, 0, heads, channels / heads), 0, 1, 3, 2, 4);
    }
    Value q = query(parts[0], logitScale, graph);
    Value k = logitScale == null ? parts[1] : unit(parts[1], graph);
    Value scores = graph.matMul(q, graph.transpose(k, 0, 1, 2, 4, 3));
    Value attention = graph.softmax(graph.add(scores, added(windows, heads, bias, graph)), -1);
    Value mixed = graph.transpose(graph.matMul(attention, parts[2]), 0, 1, 3, 2, 4);
    Value rows = graph.reshape(mixed, 0, 0, 0, channels);
    Value out = graph.linear(rows, projections.get(2), projections.get(3));
    return paste(out, windows, x.size(1), x.size(2), graph);
  }

  private static Value part(Weight weight, int number, long channels, GraphBuilder graph) {
    return graph.slice(graph.weight(weight), 0, number * channels, (number + 1) * channels);
  }

  private static Value query(Value q, @Nullable Weight logitScale, GraphBuilder graph) {
    if (logitScale == null) {
      return graph.mul(q, graph.constant((float) (1 / Math.sqrt((double) q.size(4)))));
    }
    float least = -Float.MAX_VALUE;
    Value log = graph.clip(graph.weight(logitScale), least, GREATEST_LOGIT_SCALE);
    return graph.mul(unit(q, graph), graph.each("Exp", log));
  }

  private static Value unit(Value x, GraphBuilder graph) {
    Value length = graph.clip(graph.norm(x, 4), 1e-12f, Float.MAX_VALUE);
    return graph.both("Div", x, graph.reshape(length, 0, 0, 0, 0, 1));
  }

  /** Windows or 1 × heads × places × places. */
  private static Value added(Windows windows, int heads, PositionBias bias, GraphBuilder graph) {
    int places = windows.places();
    Value offsets = graph.integers(Windows.offsets(windows.side()), (long) places * places);
    Value pairs = graph.gather(bias.describe(graph), offsets);
    Value each = graph.transpose(graph.reshape(pairs, places, places, heads), 2, 0, 1);
    if (windows.shift() == 0) {
      return each;
    }
    return graph.add(graph.constant(windows.mask(), windows.count(), 1, places, places), each);
  }

  /** N,H,W,C to N × windows × places × C. */
  private static Value cut(Value x, Windows windows, GraphBuilder graph) {
    long below = windows.rows() - x.size(1);
    long right = windows.columns() - x.size(2);
    Value y = x;
    if (below + right > 0) {
      y = graph.pad(y, new long[4], new long[] {0, below, right, 0});
    }
    y = graph.roll(graph.roll(y, 1, -windows.shift()), 2, -windows.shift());
    int side = windows.side();
    long channels = x.size(3);
    y = graph.reshape(y, 0, windows.rows() / side, side, windows.columns() / side, side, channels);
    y = graph.transpose(y, 0, 1, 3, 2, 4, 5);
    return graph.reshape(y, 0, windows.count(), windows.places(), channels);
  }

  /** The way back, to N × rows × columns × C. */
  private static Value paste(
      Value x, Windows windows, long rows, long columns, GraphBuilder graph) {
    int side = windows.side();
    long channels = x.size(3);
    Value y =
        graph.reshape(x, 0, windows.rows() / side, windows.columns() / side, side, side, channels);
    y = graph.transpose(y, 0, 1, 3, 2, 4, 5);
    y = graph.reshape(y, 0, windows.rows(), windows.columns(), channels);
    y = graph.roll(graph.roll(y, 1, windows.shift()), 2, windows.shift());
    if (rows < windows.rows()) {
      y = graph.slice(y, 1, 0, rows);
    }
    return columns < windows.columns() ? graph.slice(y, 2, 0, columns) : y;
  }
}
