package org.tagwright.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.data.ImageFolder;
import org.tagwright.prediction.ImageScores;
import org.tagwright.prediction.ScoresFile;

/** Stands for {@code tagwright predict} in tests: writes scores that need no network. */
public final class FakePredict {
  private FakePredict() {}

  /** The arguments of the real command; a checkpoint named {@code bad.pt} fails. */
  public static void main(String[] arguments) throws InterruptedException, IOException {
    List<String> given = List.of(arguments);
    Path checkpoint = Path.of(given.get(given.indexOf("--checkpoint") + 1));
    if (checkpoint.endsWith("bad.pt")) {
      System.err.println("bad.pt is no checkpoint. Choose another one.");
      System.exit(2);
    }
    if (given.contains("--serve")) {
      answer(checkpoint);
      return;
    }
    Path images = Path.of(given.get(given.indexOf("--images") + 1));
    Path out = Path.of(given.get(given.indexOf("--out") + 1));
    List<String> names = ImageFolder.list(images);
    ScoresFile.Header header = header(checkpoint, images, names.size());
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

  private static ScoresFile.Header header(Path checkpoint, Path images, int count) {
    List<String> classes = List.of("cat", "dog");
    return ScoresFile.Header.of(
        checkpoint, "resnet18", images, count, classes, 0.4, List.of(), false, null);
  }

  /** The second score is this process's. */
  private static void answer(Path checkpoint) throws IOException {
    float[] scores = {0.9f, 1f / ProcessHandle.current().pid()};
    ObjectMapper json = new ObjectMapper();
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean leave = false;
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      if (leave) {
        System.exit(0);
      }
      List<ImageScores.One> answers = new ArrayList<>();
      for (JsonNode image : json.readTree(line).get("images")) {
        String name = image.asText();
        if (name.endsWith("crash.jpg")) {
          Runtime.getRuntime().halt(137);
        }
        leave |= name.endsWith("last.jpg");
        answers.add(
            name.endsWith("broken.jpg")
                ? new ImageScores.One(null, "it is cut off")
                : new ImageScores.One(scores, null));
      }
      ScoresFile.Header header = header(checkpoint, Path.of(""), answers.size());
      System.out.println(json.writeValueAsString(new ImageScores(header, answers, null)));
    }
  }
}
