package org.tagwright.export;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.tagwright.model.graph.Graph;
import org.tagwright.model.graph.Value;

/**
 * A graph as an ONNX file: operator set 17, format version 8. Numbers of fields and types are those
 * of onnx.proto.
 */
final class OnnxFile {
  private static final int FORMAT_VERSION = 8;
  private static final int OPERATOR_SET = 17;
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int INT64 = 7;
  private static final int FLOAT16 = 10;

  /** Readers of Protocol Buffers take no larger messages. */
  private static final long LARGEST = Integer.MAX_VALUE;

  private final ProtobufMessage graph = new ProtobufMessage();
  private final Map<String, String> outputs;
  private final boolean half;

  /**
   * @param outputs what the results are called, by the graph's names
   * @param half whether weights of more than one dimension are kept in float16
   */
  private OnnxFile(Map<String, String> outputs, boolean half) {
    this.outputs = outputs;
    this.half = half;
  }

  /**
   * The whole file.
   *
   * @param bytes whether the input is uint8, else float32
   * @param results by the names that they get
   * @param metadata what readers show beside the model
   * @throws IllegalArgumentException where the format cannot hold so much
   */
  static ProtobufMessage of(
      Graph graph,
      FoldedNorms folded,
      Value input,
      boolean bytes,
      boolean half,
      Map<String, Value> results,
      Map<String, String> metadata) {
    Map<String, String> names = new TreeMap<>();
    results.forEach((name, value) -> names.put(value.name(), name));
    OnnxFile file = new OnnxFile(names, half);
    file.graph.text(2, metadata.getOrDefault("backbone", "tagwright"));
    folded.weights().forEach(file::weight);
    folded.nodes().forEach(file::node); // after those that widen weights: in order
    graph.constants().forEach(file::constant);
    file.graph.message(11, described(input, input.name(), bytes ? UINT8 : FLOAT));
    results.forEach((name, value) -> file.graph.message(12, described(value, name, FLOAT)));
    ProtobufMessage model =
        new ProtobufMessage()
            .number(1, FORMAT_VERSION)
            .text(2, "Tagwright")
            .message(7, file.graph)
            .message(8, new ProtobufMessage().text(1, "").number(2, OPERATOR_SET));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtobufMessage().text(1, key).text(2, value)));
    if (model.length() > LARGEST) {
      throw new IllegalArgumentException(model.length() + " bytes are too many for one ONNX file");
    }
    return model;
  }

  private String named(Value value) {
    return outputs.getOrDefault(value.name(), value.name());
  }

  private void node(Graph.Node node) {
    ProtobufMessage message = new ProtobufMessage();
    node.inputs().forEach(input -> message.text(1, named(input)));
    message.text(2, named(node.output())).text(3, node.name()).text(4, node.operation());
    new TreeMap<>(node.attributes()).forEach((name, of) -> message.message(5, attribute(name, of)));
    graph.message(1, message);
  }

  private static ProtobufMessage attribute(String name, Object value) {
    ProtobufMessage message = new ProtobufMessage().text(1, name);
    if (value instanceof Long number) {
      return message.number(3, number).number(20, 2);
    } else if (value instanceof Float number) {
      return message.number(2, number).number(20, 1);
    } else if (value instanceof long[] numbers) {
      for (long number : numbers) {
        message.number(8, number);
      }
      return message.number(20, 7);
    }
    throw new IllegalArgumentException(name + " = " + value);
  }

  /** In float16 it is turned back as the model is loaded, so that all is computed in float32. */
  private void weight(String name, WeightValues values) {
    boolean small = half && values.shape().length > 1;
    String stored = small ? name + ".float16" : name;
    ProtobufMessage tensor = tensor(stored, small ? FLOAT16 : FLOAT, values.shape());
    long length = (long) values.count() * (small ? Short.BYTES : Float.BYTES);
    graph.message(5, tensor.content(9, length, out -> values.writeTo(out, small)));
    if (small) {
      graph.message(
          1,
          new ProtobufMessage()
              .text(1, stored)
              .text(2, name)
              .text(3, name + ".to_float32")
              .text(4, "Cast")
              .message(5, attribute("to", (long) FLOAT)));
    }
  }

  private void constant(String name, Graph.Constant constant) {
    boolean whole = constant.values() instanceof long[];
    ProtobufMessage tensor = tensor(name, whole ? INT64 : FLOAT, constant.shape());
    byte[] bytes;
    if (constant.values() instanceof long[] numbers) {
      bytes = new byte[numbers.length * Long.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(numbers);
    } else {
      float[] numbers = (float[]) constant.values();
      bytes = new byte[numbers.length * Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
    }
    graph.message(5, tensor.content(9, bytes.length, (OutputStream out) -> out.write(bytes)));
  }

  private static ProtobufMessage tensor(String name, int type, long[] shape) {
    ProtobufMessage tensor = new ProtobufMessage();
    for (long size : shape) {
      tensor.number(1, size);
    }
    return tensor.number(2, type).text(8, name);
  }

  private static ProtobufMessage described(Value value, String name, int type) {
    ProtobufMessage shape = new ProtobufMessage();
    for (long size : value.shape()) {
      ProtobufMessage dimension = new ProtobufMessage();
      shape.message(1, size == Value.FREE ? dimension.text(2, "N") : dimension.number(1, size));
    }
    ProtobufMessage tensor = new ProtobufMessage().number(1, type).message(2, shape);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }
}
