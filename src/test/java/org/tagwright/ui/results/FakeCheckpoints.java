package org.tagwright.ui.results;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tagwright.metric.Metric;
import org.tagwright.results.CheckpointRow;

/** Rows that look like a few weeks of experiments, made from a seed. */
public final class FakeCheckpoints {
  private static final List<String> MODELS =
      List.of("resnet18", "resnet50", "densenet121", "mobilenet_v2", "efficientnet_b0", "vgg16");

  private FakeCheckpoints() {}

  public static List<CheckpointRow> rows(Path root, int count) {
    Random random = new Random(5);
    List<CheckpointRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String model = MODELS.get(random.nextInt(MODELS.size()));
      double batch = List.of(16.0, 32.0, 64.0).get(random.nextInt(3));
      double rate = List.of(1e-3, 3e-4, 1e-4).get(random.nextInt(3));
      double f1 = 0.45 + 0.04 * MODELS.indexOf(model) + random.nextDouble() / 9;
      String file =
          model + "/lr-" + rate + "_bs-" + (int) batch + "_ep-18_seed-" + (40 + i) + ".pt";
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("file", file);
      values.put("model", model);
      values.put("f1", f1);
      values.put("selected_by", i % 17 == 3 ? "macro_f1" : "weighted_f1");
      for (Metric metric : Metric.values()) {
        values.put(metric.key(), Math.max(0, f1 - 0.1 + random.nextDouble() * 0.12));
      }
      values.put("weighted_f1", f1);
      values.put("threshold", 0.2 + random.nextDouble() * 0.5);
      values.put("epoch", (double) (8 + random.nextInt(11)));
      values.put("epochs", 18.0);
      values.put("batch_size", batch);
      values.put("learning_rate", rate);
      values.put("freeze_backbone_at_start", random.nextBoolean());
      values.put("image_size", 224.0);
      values.put("seed", (double) (42 + i % 3));
      values.put("run", "20260%02d1-101500-%s".formatted(i % 9 + 1, model));
      values.put("data_root", "/data/ms-coco");
      values.put("modified", Instant.parse("2026-03-01T10:15:00Z").plusSeconds(7_000L * i));
      rows.add(
          new CheckpointRow(
              root.resolve(file), 44_700_000, (Instant) values.get("modified"), values));
    }
    return rows;
  }
}
