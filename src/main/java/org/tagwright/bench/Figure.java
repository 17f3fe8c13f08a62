package org.tagwright.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One line of a report: the values of each round, ours and the script's.
 *
 * @param script empty if there is no comparison
 * @param moreIsBetter whether {@code unit} counts work done rather than time or memory spent
 * @param wanted target for the ratio to the script, or for the value itself if there is no script:
 *     a minimum if more is better, otherwise a maximum; {@code null} if there is no target
 * @param further other results, by name
 */
public record Figure(
    String name,
    String unit,
    boolean moreIsBetter,
    List<Double> ours,
    List<Double> script,
    Double wanted,
    Map<String, Double> further) {

  /** Minimum, median and maximum. */
  public record Spread(double least, double median, double most) {
    public static Spread of(List<Double> values) {
      double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
      int half = sorted.length / 2;
      double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
      return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
  }

  /** Images per second, from the rounds' answers. */
  static Figure speed(String name, List<JsonNode> ours, List<JsonNode> script, Double wanted) {
    Map<String, Double> further = new LinkedHashMap<>();
    if (!script.isEmpty()) {
      List<Double> byCpu =
          ratios(each(ours, Figure::imagesACpuSecond), each(script, Figure::imagesACpuSecond));
      further.put("ratio_by_cpu_time", Spread.of(byCpu).median());
    }
    double[] waiting =
        ours.stream()
            .filter(answer -> answer.has("waiting_share"))
            .mapToDouble(answer -> answer.get("waiting_share").asDouble())
            .sorted()
            .toArray();
    if (waiting.length > 0) {
      further.put("waiting_share", Spread.of(Arrays.stream(waiting).boxed().toList()).median());
    }
    return new Figure(
        name,
        "images/s",
        true,
        each(ours, a -> a.get("images").asDouble() / a.get("seconds").asDouble()),
        each(script, a -> a.get("images").asDouble() / a.get("seconds").asDouble()),
        wanted,
        further);
  }

  private static double imagesACpuSecond(JsonNode answer) {
    return answer.get("images").asDouble() / Math.max(1e-9, answer.get("cpu_seconds").asDouble());
  }

  private static List<Double> each(List<JsonNode> answers, ToDoubleFunction<JsonNode> value) {
    return answers.stream().map(value::applyAsDouble).toList();
  }

  private static List<Double> ratios(List<Double> ours, List<Double> script) {
    Double[] ratios = new Double[ours.size()];
    Arrays.setAll(ratios, i -> ours.get(i) / script.get(i));
    return List.of(ratios);
  }

  /** Ours divided by the script's, round by round; {@code null} without a script. */
  public Spread ratio() {
    return script.isEmpty() ? null : Spread.of(ratios(ours, script));
  }

  /** Whether the target is reached; {@code null} without a target or comparison. */
  public Boolean reached() {
    if (wanted == null) {
      return null;
    }
    double value = script.isEmpty() ? Spread.of(ours).median() : ratio().median();
    return moreIsBetter ? value >= wanted : value <= wanted;
  }

  /** What {@link #toJson} wrote. */
  static Figure of(JsonNode node) {
    Map<String, Double> further = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber() && !field.getKey().equals("wanted")) {
                further.put(field.getKey(), field.getValue().doubleValue());
              }
            });
    return new Figure(
        node.get("name").textValue(),
        node.get("unit").textValue(),
        node.get("better").textValue().equals("more"),
        each(rounds(node, "ours"), JsonNode::doubleValue),
        each(rounds(node, "script"), JsonNode::doubleValue),
        node.has("wanted") ? node.get("wanted").doubleValue() : null,
        further);
  }

  private static List<JsonNode> rounds(JsonNode node, String side) {
    List<JsonNode> rounds = new ArrayList<>();
    node.path(side).path("rounds").forEach(rounds::add);
    return rounds;
  }

  ObjectNode toJson() {
    ObjectNode node =
        new ObjectMapper()
            .createObjectNode()
            .put("name", name)
            .put("unit", unit)
            .put("better", moreIsBetter ? "more" : "less");
    spread(node.putObject("ours"), Spread.of(ours));
    rounds(node.withObject("/ours"), ours);
    if (!script.isEmpty()) {
      spread(node.putObject("script"), Spread.of(script));
      rounds(node.withObject("/script"), script);
      spread(node.putObject("ratio"), ratio());
    }
    if (wanted != null) {
      node.put("wanted", wanted).put("reached", reached());
    }
    further.forEach(node::put);
    return node;
  }

  private static void spread(ObjectNode node, Spread spread) {
    node.put("median", spread.median()).put("least", spread.least()).put("most", spread.most());
  }

  private static void rounds(ObjectNode node, List<Double> values) {
    ArrayNode rounds = node.putArray("rounds");
    values.forEach(rounds::add);
  }
}
