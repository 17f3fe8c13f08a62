package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Whether resident memory stays constant over many steps, on small images to save time. */
public final class MemoryBench {
  /** Steps between two readings of memory; it must not change after the second reading. */
  static final int STEPS_A_READING = 100;

  private static final int SETTLED_AFTER = 2;
  private static final int SIZE = 32;
  private static final int BATCH = 8;
  private static final double MEGABYTE = 1e6;

  /** Allowed variation, in percent. */
  private static final double WANTED = 2;

  private MemoryBench() {}

  public static Figure figure(Setting setting, String backbone, int steps) {
    setting.progress().update("memory over " + steps + " steps", 0, 1);
    ObjectNode request =
        setting
            .request("train")
            .put("backbone", backbone)
            .put("phase", "full")
            .put("precision", "fp32")
            .put("batch", BATCH)
            .put("size", SIZE)
            .put("data", setting.data().toString())
            .put("steps", steps);
    try (Side ours = setting.ourSide()) {
      JsonNode answer = ours.ask(request);
      setting.progress().update("memory over " + steps + " steps", 1, 1);
      return figure(backbone, steps, answer);
    }
  }

  private static Figure figure(String backbone, int steps, JsonNode answer) {
    double[] bytes =
        StreamSupport.stream(answer.get("resident_bytes").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    int from = Math.min(SETTLED_AFTER, bytes.length) - 1;
    double least = bytes[from];
    double most = bytes[from];
    for (int i = from; i < bytes.length; i++) {
      least = Math.min(least, bytes[i]);
      most = Math.max(most, bytes[i]);
    }
    Map<String, Double> further = new LinkedHashMap<>();
    further.put("settled_megabytes", bytes[from] / MEGABYTE);
    further.put("most_megabytes", most / MEGABYTE);
    further.put("last_megabytes", bytes[bytes.length - 1] / MEGABYTE);
    return new Figure(
        "%s memory over %d steps".formatted(backbone, steps),
        "% varied",
        false,
        List.of(100 * (most - least) / bytes[from]),
        List.of(),
        WANTED,
        further);
  }
}
