package org.tagwright.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.json.JsonNodeAt;
import org.tagwright.config.json.ReadProblems;

/**
 * A configuration in which some fields hold lists of values, expanded to one configuration for
 * every combination. The first field varies slowest. {@code training.milestones}, itself a list, is
 * swept by a list of lists.
 *
 * @param axes the swept fields and their values as people write them, in order
 * @param variants every combination
 */
public record Sweep(Map<String, List<String>> axes, List<Variant> variants) {
  /** More than anybody waits for: rather a misplaced bracket. */
  private static final int MOST_VARIANTS = 10_000;

  public Sweep {
    variants = List.copyOf(variants);
  }

  /**
   * One combination.
   *
   * @param name what distinguishes it, such as {@code batchSize=16, learningRate=1e-3}; empty where
   *     nothing is swept
   */
  public record Variant(String name, ExperimentConfig config) {}

  /** How many runs the sweep makes. */
  public int count() {
    return variants.size();
  }

  /** Expands the sweep in a file. A plain configuration is a sweep of one. */
  public static Sweep read(Path file) {
    return expand(ConfigJson.text(file), file.toString(), file.toAbsolutePath().getParent());
  }

  /** Expands the sweep in a text; {@code sourceName} names it in errors. */
  public static Sweep expand(String json, String sourceName) {
    return expand(json, sourceName, Path.of(""));
  }

  private static Sweep expand(String json, String sourceName, Path folder) {
    ReadProblems problems = new ReadProblems();
    Map<String, JsonNodeAt> fixed = new LinkedHashMap<>();
    Map<Setting<?>, List<JsonNodeAt>> axes = new LinkedHashMap<>();
    ConfigJson.fields(json, sourceName, problems)
        .forEach(
            (path, node) -> {
              Setting<?> setting = Catalogue.find(path).orElseThrow();
              if (!swept(setting, node)) {
                fixed.put(path, node);
              } else if (node.list().isEmpty()) {
                problems.add(node.line(), path, "the list of values to try is empty");
              } else {
                axes.put(setting, node.list());
              }
            });
    FieldReader reader = new FieldReader(folder, problems);
    ExperimentConfig base = ConfigJson.apply(ExperimentConfig.defaults(), fixed, reader);
    Sweep sweep = expand(base, axes, reader, problems);
    problems.throwIfAny(sourceName);
    return sweep;
  }

  /**
   * Expands values typed by a person, as the form does: {@code training.learningRate} with {@code
   * 1e-3} and {@code 1e-4}.
   */
  public static Sweep expand(ExperimentConfig base, Map<String, List<String>> values) {
    ReadProblems problems = new ReadProblems();
    Map<Setting<?>, List<JsonNodeAt>> axes = new LinkedHashMap<>();
    values.forEach(
        (path, texts) -> {
          Setting<?> setting = ConfigJson.knownField(path);
          axes.put(
              setting,
              texts.stream().map(text -> ConfigJson.ofText(setting, text.strip())).toList());
        });
    Sweep sweep = expand(base, axes, new FieldReader(Path.of(""), problems), problems);
    problems.throwIfAny("The sweep");
    return sweep;
  }

  private static boolean swept(Setting<?> setting, JsonNodeAt node) {
    List<JsonNodeAt> list = node.list();
    if (list == null || !setting.isList()) {
      return list != null;
    }
    return list.stream().anyMatch(element -> element.list() != null);
  }

  private static Sweep expand(
      ExperimentConfig base,
      Map<Setting<?>, List<JsonNodeAt>> axes,
      FieldReader reader,
      ReadProblems problems) {
    long count = 1;
    for (List<JsonNodeAt> values : axes.values()) {
      count = Math.min(Integer.MAX_VALUE, count * values.size());
    }
    if (count > MOST_VARIANTS) {
      throw TagwrightException.input(
          "The sweep makes %d runs from %s; at most %d are allowed."
              .formatted(count, axes.keySet().stream().map(Setting::path).toList(), MOST_VARIANTS));
    }
    Map<String, List<String>> texts = new LinkedHashMap<>();
    List<Variant> variants = List.of(new Variant("", base));
    for (Map.Entry<Setting<?>, List<JsonNodeAt>> axis : axes.entrySet()) {
      Setting<?> setting = axis.getKey();
      texts.put(setting.path(), texts(base, setting, axis.getValue(), reader, problems));
      List<Variant> longer = new ArrayList<>();
      for (Variant variant : variants) {
        for (JsonNodeAt value : axis.getValue()) {
          longer.add(extended(variant, setting, value));
        }
      }
      variants = longer;
    }
    return new Sweep(texts, variants);
  }

  /** Reads every value of an axis once, so that each problem is told once. */
  private static List<String> texts(
      ExperimentConfig base,
      Setting<?> setting,
      List<JsonNodeAt> values,
      FieldReader reader,
      ReadProblems problems) {
    List<String> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNodeAt value : values) {
      ExperimentConfig config = ConfigJson.apply(base, Map.of(setting.path(), value), reader);
      String text = setting.text(config);
      texts.add(text);
      if (!seen.add(text) && problems.problems().isEmpty()) {
        problems.add(value.line(), setting.path(), "the value " + text + " stands twice");
      }
    }
    return texts;
  }

  private static Variant extended(Variant variant, Setting<?> setting, JsonNodeAt value) {
    // Problems were found in texts(); here they would be told once for every combination.
    FieldReader quiet = new FieldReader(Path.of(""), new ReadProblems());
    ExperimentConfig config =
        ConfigJson.apply(variant.config(), Map.of(setting.path(), value), quiet);
    String text = setting.name() + "=" + setting.text(config);
    return new Variant(variant.name().isEmpty() ? text : variant.name() + ", " + text, config);
  }
}
