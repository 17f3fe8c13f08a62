package org.tagwright.review;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.tagwright.classmap.ClassMaps;
import org.tagwright.classmap.ScoredClassMap;
import org.tagwright.data.LabelSet;

/** Images, scores and truth that look like a trained classifier's, made from a seed. */
public final class FakeScores {
  private FakeScores() {}

  /** Scores of {@code count} images in {@code folder} for COCO's classes; every image is known. */
  public static ScoredImages of(Path folder, int count) {
    Random random = new Random(7);
    int classes = LabelSet.COCO.size();
    List<Path> files = new ArrayList<>();
    List<ScoredImages.Truth> truths = new ArrayList<>();
    float[] scores = new float[count * classes];
    for (int i = 0; i < count; i++) {
      files.add(folder.resolve("%012d.png".formatted(139 + 37L * i)));
      List<Integer> truth = new ArrayList<>();
      for (int k = 0; k < classes; k++) {
        double frequency = k == 0 ? 0.45 : 0.12 / (1 + k % 23);
        boolean there = random.nextDouble() < frequency;
        double logit = random.nextGaussian() * 1.5 + (there ? 1.6 : -4);
        scores[i * classes + k] = (float) (1 / (1 + Math.exp(-logit)));
        if (there) {
          truth.add(k);
        }
      }
      truths.add(new ScoredImages.Truth(truth));
    }
    return ScoredImages.of(LabelSet.COCO.names(), files, scores, truths);
  }

  /** Draws a small picture for each image, so that thumbnails have something to show. */
  public static void draw(ScoredImages images) throws IOException {
    Random random = new Random(11);
    for (Path file : images.files()) {
      Files.createDirectories(file.getParent());
      BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = picture.createGraphics();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      float hue = random.nextFloat();
      g.setPaint(
          new GradientPaint(
              0,
              0,
              Color.getHSBColor(hue, 0.3f, 0.8f),
              320,
              240,
              Color.getHSBColor(hue + 0.1f, 0.5f, 0.4f)));
      g.fillRect(0, 0, 320, 240);
      for (int shape = 0; shape < 4; shape++) {
        g.setPaint(Color.getHSBColor(random.nextFloat(), 0.6f, 0.9f));
        int side = 30 + random.nextInt(90);
        int x = random.nextInt(260);
        int y = random.nextInt(180);
        if (random.nextBoolean()) {
          g.fillOval(x, y, side, side);
        } else {
          g.fillRoundRect(x, y, side, side, 18, 18);
        }
      }
      g.dispose();
      ImageIO.write(picture, "png", file.toFile());
    }
  }

  /** Writes the true labels into a folder of label files. */
  public static void label(ScoredImages images, Path labels) throws IOException {
    Files.createDirectories(labels);
    for (int i = 0; i < images.size(); i++) {
      String name = images.name(i).replace(".png", ".cls");
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < images.classes().size(); k++) {
        text.append(images.isTrue(i, k) ? k + "\n" : "");
      }
      Files.writeString(labels.resolve(name), text);
    }
  }

  /** The same images by another checkpoint, which is a little worse. */
  public static ScoredImages earlier(ScoredImages images) {
    Random random = new Random(5);
    int classes = images.classes().size();
    float[] scores = new float[images.size() * classes];
    List<ScoredImages.Truth> truths = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      List<Integer> truth = new ArrayList<>();
      for (int k = 0; k < classes; k++) {
        double score = images.score(i, k);
        double logit = Math.log(score / (1 - score)) + random.nextGaussian() * 0.9;
        scores[i * classes + k] = (float) (1 / (1 + Math.exp(-logit)));
        if (images.isTrue(i, k)) {
          truth.add(k);
        }
      }
      truths.add(new ScoredImages.Truth(truth));
    }
    return ScoredImages.of(images.classes(), images.files(), scores, truths);
  }

  /** A predictor that has these scores at once. */
  public static Predictor predictor(ScoredImages images) {
    return (checkpoint, folder, labels) -> finished(checkpoint, images, 0.37);
  }

  /** The same, but for a checkpoint named {@code earlier.pt}. */
  public static Predictor predictor(ScoredImages images, ScoredImages earlier) {
    return (checkpoint, folder, labels) ->
        checkpoint.endsWith("earlier.pt")
            ? finished(checkpoint, earlier, 0.42)
            : finished(checkpoint, images, 0.37);
  }

  /** The same prediction, but by another network. */
  public static Predictor.Prediction by(Predictor.Network network, Predictor.Prediction same) {
    return new Predictor.Prediction() {
      @Override
      public Predictor.Progress poll() {
        return same.poll();
      }

      @Override
      public Predictor.Tuned tuned() {
        return same.tuned();
      }

      @Override
      public Predictor.Network network() {
        return network;
      }

      @Override
      public void cancel() {
        same.cancel();
      }
    };
  }

  private static Predictor.Prediction finished(
      Path checkpoint, ScoredImages images, double threshold) {
    return new Predictor.Prediction() {
      @Override
      public Predictor.Progress poll() {
        return new Predictor.Progress(images, images.size(), images.size(), true, null, List.of());
      }

      @Override
      public Predictor.Tuned tuned() {
        return new Predictor.Tuned("resnet18", threshold, null, false);
      }

      @Override
      public Predictor.Network network() {
        return Predictor.Network.in(checkpoint);
      }

      @Override
      public void cancel() {}
    };
  }

  private static double scoreOf(ScoredImages images, Path image, int classIndex) {
    for (int i = 0; i < images.size(); i++) {
      if (images.file(i).equals(image)) {
        return images.score(i, classIndex);
      }
    }
    throw new IllegalArgumentException(image.toString());
  }

  /** Maps of every class with a round spot, each at a place of its own. */
  public static ClassMaps classMaps(ScoredImages images) {
    return new ClassMaps() {
      @Override
      public ScoredClassMap of(Path checkpoint, Path image, int classIndex) {
        float[] values = new float[49];
        int row = 1 + classIndex * 3 % 5;
        int column = 1 + classIndex * 2 % 5;
        for (int i = 0; i < values.length; i++) {
          double distance = Math.hypot(i / 7 - row, i % 7 - column);
          values[i] = (float) Math.exp(-distance * distance / 3);
        }
        return new ScoredClassMap(classIndex, scoreOf(images, image, classIndex), 0, 7, 7, values);
      }

      @Override
      public boolean ready(Path checkpoint) {
        return true;
      }

      @Override
      public void cancel() {}

      @Override
      public void close() {}
    };
  }
}
