package org.tagwright.config;

import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.json.ConfigProblem;

/**
 * Finds what is wrong with a configuration before anything is started. Looks at the values alone,
 * never at the disk, so that a form can ask at every key stroke.
 */
public final class ConfigCheck {
  private ConfigCheck() {}

  /** Every reason not to train with {@code config}, one per field, in the order of files. */
  public static List<ConfigProblem> check(ExperimentConfig config) {
    return Catalogue.inFileOrder().stream()
        .flatMap(
            setting ->
                setting.problem(config).stream()
                    .map(message -> new ConfigProblem(setting.path(), message)))
        .toList();
  }

  /** Throws one error that tells every problem; {@code sourceName} is the file or run. */
  public static void require(ExperimentConfig config, String sourceName) {
    List<ConfigProblem> problems = check(config);
    if (!problems.isEmpty()) {
      throw TagwrightException.input(
          problems.stream()
              .map(problem -> "\n  " + problem)
              .collect(
                  Collectors.joining(
                      "", "The configuration of " + sourceName + " is not usable:", "")));
    }
  }

  /** What is allowed but has no effect, or hardly the one that was meant. */
  public static List<ConfigProblem> warnings(ExperimentConfig config) {
    return Catalogue.inFileOrder().stream()
        .flatMap(
            setting ->
                setting.warnings(config).stream()
                    .map(message -> new ConfigProblem(setting.path(), message)))
        .toList();
  }
}
