package org.tagwright.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** What PyTorch says, from the golden files. */
public record Golden(JsonNode json) {
  /** The backbones that others of the family stand in for, in what always runs. */
  private static final Set<String> OTHERS = Set.of("convnext_small", "convnext_base");

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
    return Backbone.all().stream().filter(backbone -> !OTHERS.contains(backbone.name())).toList();
  }

  /** All others, for the same tests tagged long. */
  public static List<Backbone> others() {
    return Backbone.all().stream().filter(backbone -> OTHERS.contains(backbone.name())).toList();
  }

  /** Side of the images. */
  int size() {
    return json.path("size").asInt(224);
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
