package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.bench.Rounds.Entrant;
import org.tagwright.common.TagwrightException;

/** Images per second that one thread decodes and resizes, and how far the results differ. */
public final class DecodeBench {
  private static final double WANTED = 1.5;
  private static final double WANTED_AUGMENTED = 2;

  private DecodeBench() {}

  /**
   * @param size output size, in pixels
   * @param repeat how often each round decodes all photos
   * @param augment whether each image is cropped, flipped and changed by RandAugment at random
   */
  public static Figure figure(Setting setting, int size, int repeat, boolean augment) {
    ObjectNode request =
        setting
            .request("decode")
            .put("images", setting.data().resolve("images").toString())
            .put("size", size)
            .put("repeat", repeat)
            .put("augment", augment);
    try (Side ours = setting.ourSide();
        Side script = setting.compares() ? setting.theirSide() : null) {
      List<Entrant> entrants = new ArrayList<>();
      entrants.add(new Entrant("ours", () -> ours.ask(request)));
      if (script != null) {
        entrants.add(new Entrant("script", () -> script.ask(request)));
      }
      List<List<JsonNode>> answers =
          Rounds.run("decoding", entrants, setting.rounds(), setting.progress());
      Figure speed =
          Figure.speed(
              (augment ? "decode and augment" : "decode")
                  + " 640×480 to %d×%d, one thread".formatted(size, size),
              answers.get(0),
              script == null ? List.of() : answers.get(1),
              script == null ? null : augment ? WANTED_AUGMENTED : WANTED);
      if (script != null && !augment) {
        Map<String, Double> further = new LinkedHashMap<>(speed.further());
        further.putAll(difference(setting, request, ours, script));
        return new Figure(
            speed.name(),
            speed.unit(),
            speed.moreIsBetter(),
            speed.ours(),
            speed.script(),
            speed.wanted(),
            further);
      }
      return speed;
    }
  }

  /** The difference between the two sides' images, in grey levels. */
  private static Map<String, Double> difference(
      Setting setting, ObjectNode request, Side ours, Side script) {
    Path mine = setting.folder().resolve("ours.raw");
    Path other = setting.folder().resolve("script.raw");
    try {
      ours.ask(request.deepCopy().put("repeat", 1).put("raw", mine.toString()));
      script.ask(request.deepCopy().put("repeat", 1).put("raw", other.toString()));
      byte[] a = Files.readAllBytes(mine);
      byte[] b = Files.readAllBytes(other);
      if (a.length != b.length) {
        throw TagwrightException.failure(
            "The two sides did not decode the same images: see " + mine + " and " + other + ".");
      }
      Files.delete(mine);
      Files.delete(other);
      return difference(a, b);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(mine, e);
    }
  }

  static Map<String, Double> difference(byte[] a, byte[] b) {
    long sum = 0;
    int most = 0;
    for (int i = 0; i < a.length; i++) {
      int difference = Math.abs((a[i] & 0xff) - (b[i] & 0xff));
      sum += difference;
      most = Math.max(most, difference);
    }
    Map<String, Double> found = new LinkedHashMap<>();
    found.put("mean_grey_levels", sum / (double) a.length);
    found.put("most_grey_levels", (double) most);
    return found;
  }
}
