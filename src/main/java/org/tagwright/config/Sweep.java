package org.tagwright.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.json.JsonNodeAt;
import org.tagwright.config.json.ReadProblems;

/**
 * A configuration in which some fields hold lists of values, expanded to one configuration for
 * every combination. The first field varies slowest. {@code training.milestones}, itself a list, is
 * swept by a list of lists.
 *
 * @param written the first combination as it is written, with {@code auto}
 * @param axes the swept fields and their values as people write them, in order
 * @param variants every combination
 */
public record Sweep(
    ExperimentConfig written, Map<String, List<String>> axes, List<Variant> variants) {
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
    return read(file, null);
  }

  /** The same with another recipe than the file's, or {@code null}. */
  public static Sweep read(Path file, String recipe) {
    return expand(
        ConfigJson.fileText(file), file.toString(), file.toAbsolutePath().getParent(), recipe);
  }

  /** Expands the sweep in a text; {@code sourceName} names it in errors. */
  public static Sweep expand(String json, String sourceName) {
    return expand(json, sourceName, Path.of(""), null);
  }

  private static Sweep expand(String json, String sourceName, Path folder, String recipe) {
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
    if (recipe != null) {
      axes.remove(ScheduleSettings.RECIPE);
      fixed.put(ScheduleSettings.RECIPE.path(), ConfigJson.ofText(ScheduleSettings.RECIPE, recipe));
    }
    FieldReader reader = new FieldReader(folder, problems);
    ExperimentConfig base = ConfigJson.apply(ExperimentConfig.defaults(), fixed, reader);
    // The values of the axes decide, too, what a recipe fills in, and stand above it.
    Sweep sweep =
        expand(
            base,
            axes,
            reader,
            problems,
            chosen ->
                Recipe.filledIn(
                    below ->
                        ConfigJson.apply(
                            ConfigJson.apply(below, fixed, reader.quiet()),
                            chosen,
                            reader.quiet())));
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
    FieldReader reader = new FieldReader(Path.of(""), problems);
    Sweep sweep =
        expand(
            base, axes, reader, problems, chosen -> ConfigJson.apply(base, chosen, reader.quiet()));
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
      ReadProblems problems,
      Function<Map<String, JsonNodeAt>, ExperimentConfig> config) {
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
    List<Choice> choices = List.of(new Choice("", Map.of()));
    for (Map.Entry<Setting<?>, List<JsonNodeAt>> axis : axes.entrySet()) {
      Setting<?> setting = axis.getKey();
      texts.put(setting.path(), texts(base, setting, axis.getValue(), reader, problems));
      List<Choice> longer = new ArrayList<>();
      for (Choice choice : choices) {
        for (int i = 0; i < axis.getValue().size(); i++) {
          longer.add(
              choice.with(setting, axis.getValue().get(i), texts.get(setting.path()).get(i)));
        }
      }
      choices = longer;
    }
    return new Sweep(
        config.apply(choices.get(0).values),
        texts,
        choices.stream().map(c -> new Variant(c.name, config.apply(c.values).resolved())).toList());
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

  /** Values of some axes. */
  private record Choice(String name, Map<String, JsonNodeAt> values) {
    Choice with(Setting<?> setting, JsonNodeAt value, String text) {
      Map<String, JsonNodeAt> more = new LinkedHashMap<>(values);
      more.put(setting.path(), value);
      String added = setting.name() + "=" + text;
      return new Choice(name.isEmpty() ? added : name + ", " + added, more);
    }
  }
}
