package org.tagwright.bench;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.tagwright.common.SplitMix;

/**
 * A data set that a small network learns within minutes: one to three coloured shapes on a noisy
 * ground, six classes with a long tail, in the usual layout.
 *
 * <pre>{@code
 * java -cp … org.tagwright.bench.ShapesData DIR TRAIN TEST [others]
 * }</pre>
 *
 * With {@code others} the shapes have the other colours: twelve classes, none of them among the
 * six, to train a backbone with as ImageNet's are.
 */
public final class ShapesData {
  private static final int SIDE = 32;
  private static final List<String> SHAPES = List.of("disc", "square", "triangle");
  private static final Map<String, Color> COLORS = new LinkedHashMap<>();

  static {
    COLORS.put("red", new Color(210, 50, 40));
    COLORS.put("green", new Color(50, 160, 60));
    COLORS.put("blue", new Color(50, 80, 210));
    COLORS.put("yellow", new Color(220, 200, 50));
    COLORS.put("cyan", new Color(50, 190, 200));
    COLORS.put("pink", new Color(220, 90, 180));
  }

  private static final List<String> CLASSES =
      List.of(
          "red disc",
          "green square",
          "blue disc",
          "yellow triangle",
          "cyan square",
          "pink triangle");

  private final List<String> classes;
  private final long seed;

  private ShapesData(List<String> classes, long seed) {
    this.classes = classes;
    this.seed = seed;
  }

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    boolean others = args.length > 3;
    List<String> classes = others ? others() : CLASSES;
    int seed = others ? 3 : 1;
    new ShapesData(classes, seed).make(root, "train", Integer.parseInt(args[1]));
    new ShapesData(classes, seed + 1).make(root, "test", Integer.parseInt(args[2]));
    Files.write(root.resolve("classes.txt"), classes);
  }

  private static List<String> others() {
    return COLORS.keySet().stream()
        .flatMap(color -> SHAPES.stream().map(shape -> color + " " + shape))
        .filter(name -> !CLASSES.contains(name))
        .toList();
  }

  private void make(Path root, String part, int count) throws IOException {
    Path images = Files.createDirectories(root.resolve("images/" + part + "-resized"));
    Path labels = Files.createDirectories(root.resolve("labels/" + part));
    for (int i = 0; i < count; i++) {
      SplitMix random = SplitMix.of(seed, i);
      Set<Integer> found = new TreeSet<>();
      BufferedImage image = draw(random, found);
      String stem = "%s-%05d".formatted(part, i);
      ImageIO.write(image, "png", images.resolve(stem + ".png").toFile());
      Files.write(labels.resolve(stem + ".cls"), found.stream().map(String::valueOf).toList());
    }
  }

  private BufferedImage draw(SplitMix random, Set<Integer> found) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    int ground = 60 + random.nextInt(130);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int gray = Math.max(0, Math.min(255, ground + random.nextInt(41) - 20));
        image.setRGB(x, y, gray << 16 | gray << 8 | gray);
      }
    }
    Graphics2D canvas = image.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int wanted = 1 + random.nextInt(3);
    List<Rectangle> taken = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      int k = drawnClass(random);
      int size = 9 + random.nextInt(5);
      Rectangle place =
          new Rectangle(random.nextInt(SIDE - size), random.nextInt(SIDE - size), size, size);
      if (taken.stream().noneMatch(place::intersects)) {
        taken.add(place);
        found.add(k);
        paint(canvas, classes.get(k), place, random);
      }
    }
    canvas.dispose();
    return image;
  }

  /** The first class is three times as frequent as the last. */
  private int drawnClass(SplitMix random) {
    double total = 0;
    for (int k = 0; k < classes.size(); k++) {
      total += 1 / (1 + k * 0.4);
    }
    double at = random.nextDouble() * total;
    int k = 0;
    while (k < classes.size() - 1 && at >= 1 / (1 + k * 0.4)) {
      at -= 1 / (1 + k * 0.4);
      k++;
    }
    return k;
  }

  private static void paint(Graphics2D canvas, String name, Rectangle r, SplitMix random) {
    float light = (float) random.between(0.75, 1.1);
    Color color = COLORS.get(name.split(" ")[0]);
    canvas.setColor(
        new Color(
            Math.min(255, (int) (color.getRed() * light)),
            Math.min(255, (int) (color.getGreen() * light)),
            Math.min(255, (int) (color.getBlue() * light))));
    if (name.endsWith("disc")) {
      canvas.fillOval(r.x, r.y, r.width, r.height);
    } else if (name.endsWith("square")) {
      canvas.fillRect(r.x, r.y, r.width, r.height);
    } else {
      canvas.fillPolygon(
          new int[] {r.x, r.x + r.width, r.x + r.width / 2},
          new int[] {r.y + r.height, r.y + r.height, r.y},
          3);
    }
  }
}
