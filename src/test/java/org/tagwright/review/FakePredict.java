package org.tagwright.review;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.data.ImageFolder;
import org.tagwright.prediction.ScoresFile;

/** Stands for {@code tagwright predict} in tests: writes scores that need no network. */
public final class FakePredict {
  private FakePredict() {}

  /** The arguments of the real command; a checkpoint named {@code bad.pt} fails. */
  public static void main(String[] arguments) throws InterruptedException {
    List<String> given = List.of(arguments);
    Path checkpoint = Path.of(given.get(given.indexOf("--checkpoint") + 1));
    Path images = Path.of(given.get(given.indexOf("--images") + 1));
    Path out = Path.of(given.get(given.indexOf("--out") + 1));
    if (checkpoint.endsWith("bad.pt")) {
      System.err.println("bad.pt is no checkpoint. Choose another one.");
      System.exit(2);
    }
    List<String> names = ImageFolder.list(images);
    ScoresFile.Header header =
        ScoresFile.Header.of(
            checkpoint,
            "resnet18",
            images,
            names.size(),
            List.of("cat", "dog"),
            0.4,
            List.of(),
            false,
            null);
    try (ScoresFile.Writer writer = ScoresFile.create(out.resolve("p.scores"), header)) {
      for (String name : names) {
        if (name.equals("broken.jpg")) {
          continue;
        }
        writer.append(List.of(new ScoresFile.Row(name, new float[] {0.9f, 0.1f})));
        if (checkpoint.endsWith("slow.pt")) {
          Thread.sleep(60_000);
        }
      }
    }
    System.exit(0);
  }
}
