package org.tagwright.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.LabelSet;

/**
 * Generated images as large and as hard to decode as ordinary photos: 640 × 480, smooth areas,
 * edges and fine noise, baseline JPEG with chroma subsampling, 60 to 130 kB. The same on every
 * machine.
 */
final class Photos {
  static final int CLASSES = LabelSet.COCO.size();
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int SHAPES = 40;
  private static final float QUALITY = 0.9f;
  private static final int MOST_LABELS = 5;

  private Photos() {}

  /**
   * Creates {@code root/images} and {@code root/labels}, or reuses existing ones.
   *
   * @return {@code root}
   */
  static Path make(Path root, int count, Progress progress) {
    Path done = root.resolve("complete");
    if (Files.exists(done)) {
      return root;
    }
    try {
      Path images = Files.createDirectories(root.resolve("images"));
      Path labels = Files.createDirectories(root.resolve("labels"));
      for (int i = 0; i < count; i++) {
        Random random = new Random(i);
        String stem = Units.text("%012d", i + 1);
        write(picture(random), images.resolve(stem + ".jpg"));
        Files.write(labels.resolve(stem + ".cls"), labels(random));
        progress.update("making photos", i + 1, count);
      }
      Files.writeString(done, "");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(root, e);
    }
    return root;
  }

  private static List<String> labels(Random random) {
    TreeSet<Integer> classes = new TreeSet<>();
    for (int i = random.nextInt(MOST_LABELS); i >= 0; i--) {
      classes.add(random.nextInt(CLASSES));
    }
    return classes.stream().map(String::valueOf).toList();
  }

  private static BufferedImage picture(Random random) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    List<double[]> shapes = new ArrayList<>();
    for (int i = 0; i < SHAPES; i++) {
      // Centre, radii, and what it adds to red, green and blue at its centre.
      shapes.add(
          new double[] {
            random.nextDouble() * WIDTH,
            random.nextDouble() * HEIGHT,
            15 + random.nextDouble() * 120,
            15 + random.nextDouble() * 120,
            random.nextGaussian() * 45,
            random.nextGaussian() * 45,
            random.nextGaussian() * 45
          });
    }
    double grain = 3 + 6 * random.nextDouble();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double[] colour = {90 + 60.0 * y / HEIGHT, 100 + 40.0 * x / WIDTH, 110};
        for (double[] shape : shapes) {
          double dx = (x - shape[0]) / shape[2];
          double dy = (y - shape[1]) / shape[3];
          double distance = dx * dx + dy * dy;
          if (distance < 1) {
            // A hard edge, and shading inside.
            double strength = 1 - 0.7 * distance;
            for (int c = 0; c < 3; c++) {
              colour[c] += strength * shape[4 + c];
            }
          }
        }
        double noise = grain * random.nextGaussian();
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          rgb = rgb << 8 | (int) Math.max(0, Math.min(255, colour[c] + noise));
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (OutputStream out = Files.newOutputStream(file);
        ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
  }

  /** The first {@code count} files of {@code images}, as a new folder. */
  static Path some(Path root, int count) {
    Path folder = root.resolve("images-" + count);
    try {
      Files.createDirectories(folder);
      for (int i = 1; i <= count; i++) {
        String name = Units.text("%012d.jpg", i);
        if (Files.notExists(folder.resolve(name))) {
          Files.copy(root.resolve("images").resolve(name), folder.resolve(name));
        }
      }
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(folder, e);
    }
    return folder;
  }
}
