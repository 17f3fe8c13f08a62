package org.tagwright.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.tagwright.model.layer.Weight;

/** What PyTorch says, from the golden files. */
public record Golden(JsonNode json) {
  /** The backbones that stand in for their families in what always runs: cheap ones. */
  private static final Set<String> ALWAYS =
      Set.of(
          "resnet18",
          "densenet121",
          "mobilenet_v2",
          "mobilenet_v3_small",
          "efficientnet_b0",
          "regnet_y_800mf",
          "vgg16",
          "convnext_tiny",
          "swin_t",
          "vit_b_16");

  public static Golden read(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
      if (in == null) {
        throw new IllegalStateException(
            file + " is missing: make it with src/test/resources/golden/make_golden.py");
      }
      return new Golden(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  static Golden of(Backbone backbone) {
    return read("golden_" + backbone.name() + ".json");
  }

  /** At least one backbone of each family, for parameterised tests that always run. */
  public static List<Backbone> backbones() {
    return Backbone.all().stream().filter(backbone -> ALWAYS.contains(backbone.name())).toList();
  }

  /** All others, for the same tests tagged long. */
  public static List<Backbone> others() {
    return Backbone.all().stream().filter(backbone -> !ALWAYS.contains(backbone.name())).toList();
  }

  /** Side of the images. */
  int size() {
    return json.get("size").intValue();
  }

  /** The keys of the state dict, in order, with the shapes. */
  List<String> keysAndShapes() {
    List<String> keys = new ArrayList<>();
    collect(json.get("state"), "", keys);
    return keys;
  }

  private static void collect(JsonNode node, String path, List<String> keys) {
    if (node.isArray()) {
      keys.add(path + node.get(0));
    } else {
      String prefix = path.isEmpty() ? "" : path + ".";
      node.properties().forEach(child -> collect(child.getValue(), prefix + child.getKey(), keys));
    }
  }

  /** The norm of a parameter's gradient, or two sums over a statistic after the training step. */
  double[] of(Weight weight) {
    JsonNode entry = json.at("/state/" + weight.name().replace('.', '/'));
    return IntStream.range(1, entry.size()).mapToDouble(i -> entry.get(i).doubleValue()).toArray();
  }

  /**
   * Whether a weight ends a residual branch and is made smaller, so that deep sums stay in range.
   */
  boolean endsResidualBranch(String name) {
    return name.matches(text("residual_end"));
  }

  double number(String field) {
    return json.get(field).doubleValue();
  }

  String text(String field) {
    return json.get(field).textValue();
  }

  double[] numbers(String field) {
    return numbers(json.get(field));
  }

  public static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).doubleValue();
    }
    return numbers;
  }
}
