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
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.LearningRateSettings;
import org.tagwright.config.ModelSettings;
import org.tagwright.config.OutputSettings;
import org.tagwright.config.ScheduleSettings;
import org.tagwright.config.ValidationSettings;

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
    return ExperimentConfig.defaults()
        .with(DataSettings.ROOT, root.resolve("data"))
        .with(DataSettings.TRAIN_IMAGES, Path.of("images"))
        .with(DataSettings.TEST_IMAGES, Path.of("images"))
        .with(DataSettings.TRAIN_LABELS, Path.of("labels"))
        .with(DataSettings.CLASSES, Path.of("classes.txt"))
        .with(DataSettings.VAL_SPLIT, 0.25)
        .with(DataSettings.IMAGE_SIZE, 32)
        .with(DataSettings.WORKERS, 1)
        .with(DataSettings.PIXEL_CACHE, "off")
        .with(ModelSettings.BACKBONE, backbone)
        .with(ModelSettings.PRETRAINED, false)
        .with(ModelSettings.WEIGHTS_FOLDER, root.resolve("weights"))
        .with(ModelSettings.PRECISION, ExperimentConfig.Precision.FP32)
        .with(ModelSettings.DEVICE, "cpu")
        .with(ModelSettings.THREADS, 1)
        .with(ScheduleSettings.EPOCHS, epochs)
        .with(ScheduleSettings.BATCH_SIZE, 4)
        .with(ScheduleSettings.BATCH_SIZE_FROZEN, 6)
        .with(ScheduleSettings.VAL_BATCH_SIZE, 8)
        .with(ScheduleSettings.UNFREEZE_EPOCH, 2)
        .with(LearningRateSettings.LEARNING_RATE, 1e-3)
        .with(LearningRateSettings.DIFFERENTIAL, true)
        .with(LearningRateSettings.BACKBONE_LR, 5e-4)
        .with(LearningRateSettings.HEAD_LR, 2e-3)
        .with(LearningRateSettings.MILESTONES, List.of(2))
        .with(LearningRateSettings.DECAY_FACTOR, 0.5)
        .with(ValidationSettings.TRAIN_METRICS_EVERY_N_EPOCHS, 2)
        .with(ValidationSettings.EARLY_STOPPING, false)
        .with(OutputSettings.TRAINED_MODELS, root.resolve("models"))
        .with(OutputSettings.RUNS, root.resolve("runs"))
        .with(OutputSettings.PREDICTIONS, root.resolve("predictions"));
  }
}
