package org.tagwright.train;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.metric.Metric;

/** A few small images whose classes are the colours in them, and a configuration for them. */
final class TinyDataset {
  private static final Color[] COLOURS = {Color.RED, Color.GREEN, Color.BLUE};

  private TinyDataset() {}

  /** Writes the images under {@code root}/data. */
  static void write(Path root, int images) throws IOException {
    Path pictures = Files.createDirectories(root.resolve("data/images"));
    Path labels = Files.createDirectories(root.resolve("data/labels"));
    Files.write(root.resolve("data/classes.txt"), List.of("red", "green", "blue"));
    Random random = new Random(7);
    for (int i = 0; i < images; i++) {
      BufferedImage image = new BufferedImage(40, 32, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setColor(new Color(random.nextInt(0x606060)));
      g.fillRect(0, 0, 40, 32);
      List<String> lines = new ArrayList<>();
      for (int c = 0; c < COLOURS.length; c++) {
        if (random.nextBoolean()) {
          g.setColor(COLOURS[c]);
          g.fillRect(random.nextInt(24), random.nextInt(16), 16, 16);
          lines.add(String.valueOf(c));
        }
      }
      g.dispose();
      ImageIO.write(image, "png", pictures.resolve("i%03d.png".formatted(i)).toFile());
      Files.write(labels.resolve("i%03d.cls".formatted(i)), lines);
    }
  }

  /** Frozen in the first epoch; everything lies under {@code root}. */
  static ExperimentConfig config(Path root, String backbone, int epochs) {
    return new ExperimentConfig(
        new ExperimentConfig.Data(
            root.resolve("data"),
            Path.of("images"),
            Path.of("images"),
            Path.of("labels"),
            Path.of("classes.txt"),
            0.25,
            ExperimentConfig.SplitMethod.STRATIFIED,
            32,
            ExperimentConfig.ResizeMode.SQUASH,
            ExperimentConfig.OnProblem.STOP,
            1,
            "off"),
        new ExperimentConfig.Model(backbone, false, null, root.resolve("weights")),
        new ExperimentConfig.Training(
            epochs,
            4,
            6,
            8,
            true,
            2,
            1e-3,
            true,
            5e-4,
            2e-3,
            List.of(2),
            0.5,
            ExperimentConfig.PosWeight.BALANCED,
            ExperimentConfig.Precision.FP32,
            "cpu",
            1,
            42),
        new ExperimentConfig.Validation(
            1, 2, Metric.WEIGHTED_F1, 0.5, ExperimentConfig.TuneThreshold.EXACT),
        new ExperimentConfig.EarlyStopping(false, 4, 0),
        new ExperimentConfig.Output(
            root.resolve("models"),
            Path.of("best_model.pt"),
            root.resolve("runs"),
            root.resolve("predictions"),
            false));
  }
}
