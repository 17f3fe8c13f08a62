package org.tagwright.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.classmap.ClassMapColors;
import org.tagwright.classmap.ClassMapServer;
import org.tagwright.classmap.ClassMapper;
import org.tagwright.classmap.ScoredClassMap;
import org.tagwright.common.PngFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.FileTree;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tagwright explain}. */
@Command(
    name = "explain",
    description = {
      "Shows which regions of an image a checkpoint's score for a class depends on.",
      "Writes a PNG: the image as the network sees it, overlaid with a class activation map"
          + " (Grad-CAM on the last feature maps)."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private static final int SIDE = 448;
  private static final double OPACITY = 0.7;

  @Option(
      names = "--checkpoint",
      paramLabel = "F",
      description = "The checkpoint. Default: best_model.pt in the default folder.")
  Path checkpoint = ExperimentConfig.defaults().output().bestModelFile();

  @Option(names = "--image", paramLabel = "F", description = "The image.")
  Path image;

  @Option(names = "--class", paramLabel = "CLASS", description = "Name or index of the class.")
  String wanted;

  @Option(
      names = "--out",
      paramLabel = "PNG",
      description = "Output file. Default: <folder>-<image>-<class>.png in the current folder.")
  Path out;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "auto, cpu or gpu:N. Default: ${DEFAULT-VALUE}.")
  String device = "auto";

  /** For the window: one request per input line, one answer per output line. */
  @Option(names = "--serve", hidden = true)
  boolean serve;

  @Override
  public Integer call() {
    if (!serve && (image == null || wanted == null)) {
      throw TagwrightException.input("explain needs both --image and --class.");
    }
    try (ClassMapper mapper = ClassMapper.open(checkpoint, device)) {
      if (serve) {
        ClassMapServer.serve(mapper, System.in, System.out);
      } else {
        explain(mapper);
      }
    }
    return 0;
  }

  private void explain(ClassMapper mapper) {
    int classIndex = classIndex(mapper.labels());
    String name = mapper.labels().name(classIndex);
    ScoredClassMap map = mapper.of(image, classIndex);
    Path file =
        out == null
            ? Path.of(imageName() + "-" + name.replaceAll("[^\\p{L}\\p{N}]+", "-") + ".png")
            : out;
    write(file, overlaid(mapper.pixels(image, SIDE), map));
    System.out.println(Units.text("%s: score %.4f", name, map.score()));
    System.out.println(
        map.anything()
            ? "Strongest " + place(map) + ", on a grid of " + map.rows() + " × " + map.columns()
            : "No region of the image supports this class.");
    System.out.println("Saved to   " + file);
  }

  /** With its folders, seen from the current one: images of the same name are often in several. */
  private String imageName() {
    Path current = Path.of("").toAbsolutePath();
    Path file = image.toAbsolutePath().normalize();
    Path seen = file.startsWith(current) ? current.relativize(file) : file;
    List<String> names = new ArrayList<>();
    seen.forEach(part -> names.add(part.toString()));
    return ImageFolder.stem(String.join("-", names));
  }

  private int classIndex(LabelSet labels) {
    for (int k = 0; k < labels.size(); k++) {
      if (labels.name(k).equalsIgnoreCase(FileTree.composed(wanted))
          || Integer.toString(k).equals(wanted)) {
        return k;
      }
    }
    throw TagwrightException.input(
        "Unknown class \"%s\". The checkpoint has %d classes: %s."
            .formatted(wanted, labels.size(), String.join(", ", labels.names())));
  }

  /** Where the strongest cell is, in words. */
  private static String place(ScoredClassMap map) {
    int most = 0;
    for (int i = 1; i < map.values().length; i++) {
      most = map.values()[i] > map.values()[most] ? i : most;
    }
    int row = most / map.columns();
    int column = most % map.columns();
    double y = (row + 0.5) / map.rows();
    double x = (column + 0.5) / map.columns();
    return Units.text("at %.0f%% from the left, %.0f%% from the top", 100 * x, 100 * y);
  }

  private static BufferedImage overlaid(byte[] pixels, ScoredClassMap map) {
    int[] over = ClassMapColors.argb(map, SIDE, SIDE);
    BufferedImage overlaid = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < over.length; i++) {
      double alpha = (over[i] >>> 24) / 255.0 * OPACITY;
      int mixed = 0;
      for (int c = 0; c < 3; c++) {
        int below = pixels[i * 3 + c] & 0xFF;
        int above = over[i] >> (16 - 8 * c) & 0xFF;
        mixed = mixed << 8 | (int) Math.round(below + alpha * (above - below));
      }
      overlaid.setRGB(i % SIDE, i / SIDE, mixed);
    }
    return overlaid;
  }

  private static void write(Path file, BufferedImage overlaid) {
    try {
      PngFile.write(file, overlaid);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
