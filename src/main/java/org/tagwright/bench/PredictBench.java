package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.bench.Rounds.Entrant;
import org.tagwright.common.TagwrightException;

/** Images per second in prediction, from JPEG files to the labels file on disk. */
public final class PredictBench {
  private static final double ROUND_SECONDS = 3;
  private static final int SIZE = 224; // the size used for a checkpoint that names none

  private final Setting setting;
  private final List<String> precisions;
  private final int batch;
  private final Integer images;

  /**
   * @param precisions {@code fp32}, {@code auto}
   * @param images per round, or {@code null} for what the slower side does in a few seconds
   */
  public PredictBench(Setting setting, List<String> precisions, int batch, Integer images) {
    this.setting = setting;
    this.precisions = precisions;
    this.batch = batch;
    this.images = images;
  }

  /** The results of one backbone, measured in new processes. */
  public List<Figure> figures(String backbone) {
    Path place = setting.folder().resolve("predict");
    Path checkpoint = place.resolve(backbone + ".pt");
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(place, e);
    }
    try (Side ours = setting.ourSide();
        Side script = setting.compares() ? setting.theirSide() : null) {
      String device = ours.ask(setting.request("hello")).get("device").asText();
      ObjectNode request =
          setting
              .request("predict")
              .put("backbone", backbone)
              .put("checkpoint", checkpoint.toString())
              .put("out", place.toString())
              .put("size", SIZE)
              .put("batch", batch)
              .put("precision", "fp32");
      ours.ask(request.deepCopy().put("do", "checkpoint"));
      ObjectNode theirs = setting.forScript(request, device);
      if (images == null) {
        ObjectNode probe = request.deepCopy().put("images", photos(batch));
        JsonNode once =
            script == null
                ? ours.ask(probe)
                : script.ask(theirs.deepCopy().put("images", photos(batch)));
        long batches = Math.round(ROUND_SECONDS / once.get("seconds").asDouble());
        theirs.put("images", photos((int) Math.max(1, Math.min(1000, batches)) * batch));
      } else {
        theirs.put("images", photos(images));
      }
      request.put("images", theirs.get("images").asText());
      List<Entrant> entrants = new ArrayList<>();
      for (String precision : precisions) {
        ObjectNode asked = request.deepCopy().put("precision", precision);
        entrants.add(new Entrant(precision, () -> ours.ask(asked)));
      }
      if (script != null) {
        entrants.add(new Entrant("script", () -> script.ask(theirs)));
      }
      List<List<JsonNode>> answers =
          Rounds.run(backbone + " prediction", entrants, setting.rounds(), setting.progress());
      List<JsonNode> compared = script == null ? List.of() : answers.get(answers.size() - 1);
      List<Figure> figures = new ArrayList<>();
      for (int i = 0; i < precisions.size(); i++) {
        String asked = precisions.get(i);
        String used = answers.get(i).get(0).get("precision").asText();
        figures.add(
            Figure.speed(
                "%s prediction %s%s"
                    .formatted(backbone, asked, asked.equals(used) ? "" : " = " + used),
                answers.get(i),
                compared,
                setting.peer().predictionTarget(backbone, used.equals("fp32"))));
      }
      return figures;
    }
  }

  private String photos(int count) {
    return Photos.some(setting.data(), Math.min(count, setting.photos())).toString();
  }
}
