package org.tagwright.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.tagwright.common.SplitMix;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;

/** Small data sets for tests, in the layout of the real ones. */
public final class DataFiles {
  final Path root;

  public DataFiles(Path root) {
    this.root = root;
  }

  public ExperimentConfig.Data config() {
    return ExperimentConfig.defaults()
        .data()
        .with(DataSettings.ROOT, root)
        .with(DataSettings.IMAGE_SIZE, 32)
        .with(DataSettings.PIXEL_CACHE, "off");
  }

  Path image(String stem) {
    return root.resolve("images/train-resized/" + stem + ".jpg");
  }

  Path labels(String stem) {
    return root.resolve("labels/train/" + stem + ".cls");
  }

  public DataFiles sample(String stem, String labelText) {
    write(image(stem), jpeg(40, 30, stem.hashCode()));
    write(labels(stem), labelText.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] jpeg(int width, int height, int seed) {
    return encoded(picture(width, height, seed), "jpg");
  }

  /** The same file, with Exif data that say that the camera was held upside down. */
  public static byte[] upsideDown(byte[] jpeg) {
    String segment = "FFE10022" + "457869660000" + "4D4D002A00000008";
    String orientation = "0001" + "01120003000000010003" + "000000000000";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(HexFormat.of().parseHex(segment + orientation));
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  public static byte[] encoded(BufferedImage image, String format) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalArgumentException("no writer for " + format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Smooth colours: what a JPEG keeps well. */
  public static BufferedImage picture(int width, int height, int seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    SplitMix random = new SplitMix(seed);
    int red = random.nextInt(256);
    int green = random.nextInt(256);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int blue = 255 * (x + y) / (width + height);
        image.setRGB(x, y, (red << 16) | ((green * y / height) << 8) | blue);
      }
    }
    return image;
  }

  /** An index without files, classes as given. */
  static DatasetIndex index(int classes, int[]... samples) {
    List<String> names = new ArrayList<>();
    List<BitSet> labels = new ArrayList<>();
    for (int i = 0; i < samples.length; i++) {
      names.add(i + ".jpg");
      BitSet bits = new BitSet();
      for (int c : samples[i]) {
        bits.set(c);
      }
      labels.add(bits);
    }
    List<String> classNames = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      classNames.add("class " + c);
    }
    return DatasetIndex.of(new LabelSet(classNames), Path.of("nowhere"), names, labels);
  }
}
