package org.tagwright.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The most memory that training of all weights takes, and how it grows with the batch: from the
 * peaks of two processes, one with a quarter of the batch.
 */
public final class StepMemoryBench {
  /** Adam's moments are there from the end of the first step. */
  private static final int STEPS = 2;

  private static final int FRACTION = 4;
  private static final double MEGABYTE = 1e6;

  private StepMemoryBench() {}

  /**
   * One figure per precision.
   *
   * @param batch at least {@value #FRACTION} · 2
   * @param size input resolution, in pixels
   */
  public static List<Figure> figures(
      Setting setting, String backbone, List<String> precisions, int batch, int size) {
    List<Figure> figures = new ArrayList<>();
    for (String precision : precisions) {
      double few = peak(setting, backbone, precision, batch / FRACTION, size);
      double most = peak(setting, backbone, precision, batch, size);
      double perImage = (most - few) / (batch - batch / FRACTION);
      Map<String, Double> further = new LinkedHashMap<>();
      further.put("fixed_megabytes", most - batch * perImage);
      further.put("megabytes_per_image", perImage);
      String name = "%s step-memory %s".formatted(backbone, precision);
      figures.add(new Figure(name, "MB", false, List.of(most), List.of(), null, further));
    }
    return figures;
  }

  /** Megabytes. */
  private static double peak(
      Setting setting, String backbone, String precision, int batch, int size) {
    setting.progress().update("%s %s, batch %d".formatted(backbone, precision, batch), 0, 1);
    ObjectNode request =
        setting
            .request("train")
            .put("backbone", backbone)
            .put("phase", "full")
            .put("precision", precision)
            .put("batch", batch)
            .put("size", size)
            .put("data", setting.data().toString())
            .put("steps", STEPS);
    try (Side ours = setting.ourSide()) {
      return ours.ask(request).get("peak_bytes").asDouble() / MEGABYTE;
    }
  }
}
