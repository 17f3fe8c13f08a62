package org.tagwright.suspects;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelFile;
import org.tagwright.data.LabelSet;
import org.tagwright.data.StemList;
import org.tagwright.prediction.ScoresFile;

/**
 * Stands for {@code tagwright predict} in tests: a network that knows the truth, which is in {@code
 * ROOT/labels/truth}, and scores 0.8 to 1 what is there and 0 to 0.2 what is not.
 */
public final class FakeScoring {
  private FakeScoring() {}

  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    Path checkpoint = Path.of(given.get(given.indexOf("--checkpoint") + 1));
    Path images = Path.of(given.get(given.indexOf("--images") + 1));
    Path out = Path.of(given.get(given.indexOf("--out") + 1));
    if (checkpoint.endsWith("bad.pt")) {
      System.err.println("tagwright: bad.pt is no checkpoint. Choose another one.");
      System.exit(2);
    }
    List<String> names = ImageFolder.list(images);
    if (given.contains("--only")) {
      names = StemList.read(Path.of(given.get(given.indexOf("--only") + 1))).among(names, images);
    }
    Path root = images.getParent().getParent();
    LabelSet classes = LabelSet.read(root.resolve("classes.txt"));
    ScoresFile.Header header =
        ScoresFile.Header.of(
            checkpoint,
            "resnet18",
            images,
            names.size(),
            classes.names(),
            0.5,
            List.of(),
            false,
            null);
    try (ScoresFile.Writer writer = ScoresFile.create(out.resolve("p.scores"), header)) {
      for (String name : names) {
        writer.append(List.of(new ScoresFile.Row(name, scores(root, name, classes.size()))));
      }
    }
    System.exit(0);
  }

  private static float[] scores(Path root, String name, int classes) {
    Path file = root.resolve("labels/truth").resolve(ImageFolder.stem(name) + LabelFile.EXTENSION);
    BitSet truth =
        Files.exists(file) ? LabelFile.read(file, classes, new ArrayList<>()) : new BitSet();
    float[] scores = new float[classes];
    for (int c = 0; c < classes; c++) {
      float little = Math.floorMod((name + c).hashCode() * 31, 200) / 1000f;
      scores[c] = truth.get(c) ? 1 - little : little;
    }
    return scores;
  }
}
