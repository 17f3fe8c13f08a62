package org.tagwright.search;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Setting;
import org.tagwright.config.ValidationSettings;
import org.tagwright.metric.Metric;
import org.tagwright.search.space.Domain;
import org.tagwright.search.space.Space;
import org.tagwright.search.space.SpaceJson;

/**
 * What is searched, and how.
 *
 * @param base text of the configuration that the values are put into, as its file has it: its
 *     recipe, and what it leaves to {@code auto}, go by the values
 * @param baseFolder what relative paths in it are resolved against
 * @param metric what is to be as great as possible; it also selects checkpoints
 * @param atOnce how many runs train at a time
 */
public record SearchPlan(
    String base,
    Path baseFolder,
    Space space,
    Metric metric,
    Sampler.Kind sampler,
    Halving halving,
    Budget budget,
    int atOnce,
    long seed) {

  /**
   * Choices for some settings of a configuration, by TPE and successive halving.
   *
   * @throws TagwrightException where one of them cannot be searched
   */
  public static SearchPlan ofChoices(
      ExperimentConfig config, Map<String, List<String>> choices, Budget budget) {
    Map<String, Domain> domains = new LinkedHashMap<>();
    choices.forEach(
        (path, values) -> {
          Setting<?> setting = Catalogue.get(path);
          if (!SpaceJson.searchable(setting)) {
            throw TagwrightException.input(
                setting.label() + " cannot be searched: choose one value for it.");
          }
          domains.put(path, new Domain.Choices(values));
        });
    return new SearchPlan(
        ConfigJson.write(config),
        Path.of("").toAbsolutePath(),
        new Space(domains),
        config.validation().selectBy(),
        Sampler.Kind.TPE,
        Halving.usual(config),
        budget,
        1,
        0);
  }

  /** The configuration with some values. Whether it will do is another question. */
  public ExperimentConfig config(Map<String, String> values) {
    Map<String, String> changes = new LinkedHashMap<>(values);
    changes.put(ValidationSettings.SELECT_BY.path(), metric.key());
    return ConfigJson.parse(base, "the configuration of the search", baseFolder, changes);
  }

  /** Without the values that have no effect beside the others: they stay as configured. */
  Map<String, String> effective(Map<String, String> values) {
    ExperimentConfig config = config(values);
    Map<String, String> effective = new LinkedHashMap<>(values);
    effective.keySet().removeIf(path -> Catalogue.get(path).broken(config).isPresent());
    return effective;
  }

  SearchPlan withBudget(Budget other) {
    return new SearchPlan(base, baseFolder, space, metric, sampler, halving, other, atOnce, seed);
  }

  /** What people call a trial: {@code lr 1e-3, batch 16}. */
  public static String title(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value -> {
              Setting<?> setting = Catalogue.get(value.getKey());
              return setting.shortLabel() + " " + value.getValue();
            })
        .collect(Collectors.joining(", "));
  }
}
