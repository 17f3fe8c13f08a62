package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.bench.Rounds.Entrant;

/** Images per second in training, from JPEG files to the optimizer's step. */
public final class TrainBench {
  /** The kinds of epochs. */
  public enum Phase {
    /** All weights train. */
    FULL("full"),
    /** Only the head trains, on features computed in the same epoch. */
    FROZEN("frozen"),
    /** Only the head trains, on features cached by an earlier epoch. */
    FROZEN_LATER("frozen-later");

    private final String key;

    Phase(String key) {
      this.key = key;
    }

    @Override
    public String toString() {
      return key;
    }
  }

  /** How long a round should take the slower side. */
  private static final double ROUND_SECONDS = 3;

  private static final int MOST_STEPS = 200;

  /** Epochs on cached features are very short, so this many make a round. */
  private static final int EPOCHS_ON_FEATURES = 20;

  private final Setting setting;
  private final List<Phase> phases;
  private final List<String> precisions;
  private final int batch;
  private final int size;
  private final Integer steps;

  /**
   * @param precisions {@code fp32}, {@code auto}
   * @param size input resolution, in pixels
   * @param steps per round, or {@code null} for what the slower side does in a few seconds
   */
  public TrainBench(
      Setting setting,
      List<Phase> phases,
      List<String> precisions,
      int batch,
      int size,
      Integer steps) {
    this.setting = setting;
    this.phases = phases;
    this.precisions = precisions;
    this.batch = batch;
    this.size = size;
    this.steps = steps;
  }

  /** The results of one backbone, measured in new processes. */
  public List<Figure> figures(String backbone) {
    List<Figure> figures = new ArrayList<>();
    if (phases.contains(Phase.FULL)) {
      figures.addAll(figures(backbone, List.of(Phase.FULL)));
    }
    List<Phase> frozen = phases.stream().filter(phase -> phase != Phase.FULL).toList();
    if (!frozen.isEmpty()) {
      figures.addAll(figures(backbone, frozen));
    }
    return figures;
  }

  private List<Figure> figures(String backbone, List<Phase> group) {
    try (Side ours = setting.ourSide();
        Side script = setting.compares() ? setting.theirSide() : null) {
      String device = ours.ask(setting.request("hello")).get("device").asText();
      ObjectNode theirs =
          setting.forScript(request(backbone, group.get(0)).put("precision", "fp32"), device);
      int count = steps == null ? suitable(backbone, group.get(0), ours, script, theirs) : steps;
      List<Entrant> entrants = new ArrayList<>();
      Map<String, Phase> names = new LinkedHashMap<>();
      for (String precision : precisions) {
        for (Phase phase : group) {
          ObjectNode request =
              request(backbone, phase).put("precision", precision).put("steps", count);
          String name = "%s %s %s".formatted(backbone, phase, precision);
          names.put(name, phase);
          entrants.add(new Entrant(name, () -> ours.ask(request)));
        }
      }
      if (script != null) {
        theirs.put("steps", count);
        entrants.add(new Entrant("script", () -> script.ask(theirs)));
      }
      List<List<JsonNode>> answers =
          Rounds.run(
              "%s %s".formatted(backbone, group.get(0)),
              entrants,
              setting.rounds(),
              setting.progress());
      List<JsonNode> compared = script == null ? List.of() : answers.get(answers.size() - 1);
      List<Figure> figures = new ArrayList<>();
      int at = 0;
      for (Map.Entry<String, Phase> named : names.entrySet()) {
        List<JsonNode> found = answers.get(at++);
        String precision = found.get(0).get("precision").asText();
        figures.add(
            Figure.speed(
                named.getKey() + (named.getKey().endsWith(precision) ? "" : " = " + precision),
                found,
                compared,
                wanted(backbone, named.getValue(), precision)));
      }
      return figures;
    }
  }

  private ObjectNode request(String backbone, Phase phase) {
    return setting
        .request("train")
        .put("backbone", backbone)
        .put("phase", phase.toString())
        .put("batch", batch)
        .put("size", size)
        .put("data", setting.data().toString())
        .put("repeat", phase == Phase.FROZEN_LATER ? EPOCHS_ON_FEATURES : 1);
  }

  /** How many steps the slower side (the script, where there is one) does in a round's time. */
  private int suitable(String backbone, Phase phase, Side ours, Side script, ObjectNode theirs) {
    JsonNode probe =
        script == null
            ? ours.ask(
                request(backbone, phase)
                    .put("phase", phase == Phase.FULL ? "full" : "frozen")
                    .put("repeat", 1)
                    .put("precision", "fp32")
                    .put("steps", 1))
            : script.ask(theirs.deepCopy().put("steps", 1));
    ours.ask(setting.request("forget"));
    long count = Math.round(ROUND_SECONDS / probe.get("seconds").asDouble());
    return (int) Math.max(1, Math.min(MOST_STEPS, count));
  }

  /** The project's target for the ratio to the script. */
  private Double wanted(String backbone, Phase phase, String precision) {
    boolean exact = precision.equals("fp32");
    return switch (phase) {
      case FULL -> setting.peer().trainingTarget(backbone, exact);
      case FROZEN -> exact ? null : Double.valueOf(2.5);
      case FROZEN_LATER -> 20.0;
    };
  }
}
