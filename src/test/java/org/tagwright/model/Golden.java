package org.tagwright.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What PyTorch says, from the golden files. */
public record Golden(JsonNode json) {
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

  /** All backbones, for parameterised tests. */
  static List<Backbone> backbones() {
    return Backbone.all();
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
