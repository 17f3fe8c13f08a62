package org.tagwright.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.SavedWeights;
import org.tagwright.cli.terminal.TextTable;
import org.tagwright.common.Units;
import org.tagwright.model.Backbone;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

/** The content of a PyTorch file: plain values by path, and tensors by their dict. */
final class FileInspection {
  private static final int WIDEST_VALUE = 72;

  /** Path of the dict without its last name; empty for the root. */
  private final Map<String, Map<String, TorchTensor>> tensors = new LinkedHashMap<>();

  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Path file;
  private final TorchFile.Format format;
  private final Optional<String> backbone;

  /** Of a checkpoint: what is there and not understood. */
  private final List<String> problems;

  private FileInspection(Path file) {
    this.file = file;
    Object root = TorchFile.readMetadata(file);
    format = TorchFile.formatOf(file);
    collect("", "", root);
    problems =
        CheckpointMetadata.isCheckpoint(root)
            ? CheckpointMetadata.of(root, file).problems()
            : List.of();
    backbone = Backbone.fitting(SavedWeights.of(root)).map(Backbone::name);
  }

  /** Reads the metadata of {@code file}. */
  static FileInspection of(Path file) {
    return new FileInspection(file);
  }

  private void collect(String parent, String name, Object value) {
    String path = parent.isEmpty() ? name : parent + "." + name;
    if (value instanceof TorchTensor tensor && parent.isEmpty() && isNumber(tensor)) {
      // Scripts save scores computed by PyTorch this way.
      values.put(path, number(tensor));
    } else if (value instanceof TorchTensor tensor) {
      tensors.computeIfAbsent(parent, p -> new LinkedHashMap<>()).put(name, tensor);
    } else if (value instanceof Map<?, ?> dict && !dict.isEmpty()) {
      dict.forEach((key, item) -> collect(path, String.valueOf(key), item));
    } else if (holdsTensor(value)) {
      int i = 0;
      for (Object item : items(value)) {
        collect(path, Integer.toString(i++), item);
      }
    } else {
      values.put(path, value);
    }
  }

  private static Object number(TorchTensor tensor) {
    // Not a conditional expression, which would turn both into doubles.
    if (tensor.type().isFloating()) {
      return tensor.doubles()[0];
    }
    return tensor.longs()[0];
  }

  private static boolean isNumber(TorchTensor tensor) {
    return tensor.shape().length == 0 && tensor.storage().hasBytes();
  }

  private static boolean holdsTensor(Object value) {
    return items(value).stream()
        .anyMatch(item -> item instanceof TorchTensor || item instanceof Map || holdsTensor(item));
  }

  private static List<?> items(Object value) {
    return value instanceof TorchTuple tuple
        ? tuple.items()
        : value instanceof List<?> list ? list : List.of();
  }

  void print(PrintWriter out) {
    out.println(TextTable.bold(TextTable.printable(file.toString())));
    out.println(
        "%s format · %s%s"
            .formatted(
                format.title(),
                Units.bytes(file.toFile().length()),
                backbone.map(name -> " · weights of " + name).orElse("")));
    if (!values.isEmpty()) {
      out.println();
      TextTable table = new TextTable("METADATA", "VALUE");
      values.forEach((path, value) -> table.row(path, shortened(text(value))));
      table.print(out);
    }
    if (!problems.isEmpty()) {
      out.println();
      out.println("Not understood, and therefore ignored where the checkpoint is used:");
      problems.forEach(problem -> out.println("  " + TextTable.printable(problem)));
    }
    tensors.forEach((path, named) -> print(out, path, named));
    if (tensors.isEmpty()) {
      out.println();
      out.println("No tensors");
    }
  }

  private static void print(PrintWriter out, String path, Map<String, TorchTensor> named) {
    out.println();
    TextTable table =
        new TextTable(
            path.isEmpty() ? "TENSOR" : "TENSOR IN " + TextTable.printable(path),
            "TYPE",
            "SHAPE",
            "> ELEMENTS");
    long elements = 0;
    long bytes = 0;
    for (Map.Entry<String, TorchTensor> entry : named.entrySet()) {
      TorchTensor tensor = entry.getValue();
      table.row(
          entry.getKey(),
          tensor.type().torchName(),
          shape(tensor, " × ", "scalar"),
          Units.count(tensor.elementCount()));
      elements += tensor.elementCount();
      bytes += tensor.elementCount() * tensor.type().bytes();
    }
    table.print(out);
    out.println(
        "%s, %s, %s"
            .formatted(
                Units.count(named.size(), "tensor"),
                Units.count(elements, "element"),
                Units.bytes(bytes)));
  }

  private static String shape(TorchTensor tensor, String separator, String scalar) {
    String text =
        LongStream.of(tensor.shape())
            .mapToObj(Long::toString)
            .collect(Collectors.joining(separator));
    return text.isEmpty() ? scalar : text;
  }

  /** As Python writes it. */
  private static String text(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof byte[] bytes) {
      return "%d bytes".formatted(bytes.length);
    }
    if (value instanceof List<?> || value instanceof TorchTuple) {
      String joined =
          items(value).stream().map(FileInspection::text).collect(Collectors.joining(", "));
      return value instanceof TorchTuple ? "(" + joined + ")" : "[" + joined + "]";
    }
    return value instanceof Map ? "{}" : value.toString();
  }

  /** Plain digits from 0.0001 up, otherwise a short exponent: {@code 1e-05}. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (Double.isFinite(value) && (size == 0 || (size >= 1e-4 && size < 1e16))) {
      String digits = new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
      return digits.contains(".") ? digits : digits + ".0";
    }
    return Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }

  private static String shortened(String text) {
    return text.length() <= WIDEST_VALUE
        ? text
        : Units.text("%s… (%,d characters)", text.substring(0, WIDEST_VALUE - 20), text.length());
  }

  String toJson() {
    List<Object> list = new ArrayList<>();
    tensors.forEach(
        (path, named) ->
            named.forEach(
                (name, tensor) -> {
                  Map<String, Object> entry = new LinkedHashMap<>();
                  entry.put("in", path);
                  entry.put("name", name);
                  entry.put("type", tensor.type().torchName());
                  entry.put("shape", tensor.shape());
                  list.add(entry);
                }));
    Map<String, Object> metadata = new LinkedHashMap<>();
    values.forEach((path, value) -> metadata.put(path, plain(value)));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("file", file.toAbsolutePath().toString());
    root.put("format", format.title());
    root.put("bytes", file.toFile().length());
    root.put("backbone", backbone.orElse(null));
    root.put("metadata", metadata);
    root.put("not_understood", problems);
    root.put("tensors", list);
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps, lists and numbers can be written as JSON", e);
    }
  }

  /** JSON has neither tuples nor infinite numbers. */
  private static Object plain(Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return number.toString();
    }
    if (value instanceof List<?> || value instanceof TorchTuple) {
      return items(value).stream().map(FileInspection::plain).collect(Collectors.toList());
    }
    return value instanceof byte[] || value instanceof Record ? text(value) : value;
  }
}
