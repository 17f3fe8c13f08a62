package org.tagwright.ui.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.config.json.ConfigProblem;

/**
 * What the form's texts amount to.
 *
 * @param first the configuration, with a sweep's first values and defaults where a text does not do
 * @param written the same with {@code auto} where that was typed
 * @param runs every combination of a sweep; empty while there are problems
 * @param axes the swept fields and their values
 * @param problems by field path
 * @param warnings by field path
 */
public record Draft(
    ExperimentConfig first,
    ExperimentConfig written,
    List<Sweep.Variant> runs,
    Map<String, List<String>> axes,
    Map<String, String> problems,
    Map<String, String> warnings) {

  /** All combinations would take long to check; the corners are among the first. */
  private static final int CHECKED_RUNS = 200;

  /** Reads the form: values by field path, one or several of a sweep. */
  static Draft of(Map<String, List<String>> values) {
    ExperimentConfig written = ExperimentConfig.defaults();
    Map<String, String> problems = new LinkedHashMap<>();
    Map<String, List<String>> axes = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> field : values.entrySet()) {
      String path = field.getKey();
      String nothing = Catalogue.get(path).wordForNull();
      for (String value : reversed(field.getValue())) {
        try {
          boolean unset = value.isEmpty() && nothing != null;
          written = ConfigJson.with(written, path, unset ? "null" : value);
        } catch (TagwrightException e) {
          problems.put(path, withoutPath(e.getMessage(), path));
        }
      }
      if (field.getValue().size() > 1) {
        axes.put(path, field.getValue());
      }
    }
    ExperimentConfig config = written.resolved();
    List<Sweep.Variant> runs = List.of(new Sweep.Variant("", config));
    if (problems.isEmpty() && !axes.isEmpty()) {
      try {
        runs = Sweep.expand(written, axes).variants();
      } catch (TagwrightException e) {
        axes.keySet().forEach(path -> problems.putIfAbsent(path, e.getMessage()));
      }
    }
    for (Sweep.Variant run : runs.subList(0, Math.min(runs.size(), CHECKED_RUNS))) {
      collect(ConfigCheck.check(run.config()), problems);
    }
    Map<String, String> warnings = new HashMap<>();
    collect(ConfigCheck.warnings(config), warnings);
    return new Draft(
        config,
        written,
        problems.isEmpty() ? List.copyOf(runs) : List.of(),
        axes,
        problems,
        warnings);
  }

  private static List<String> reversed(List<String> values) {
    List<String> reversed = new ArrayList<>(values);
    java.util.Collections.reverse(reversed); // So that the first one stays.
    return reversed.isEmpty() ? List.of("") : reversed;
  }

  private static void collect(List<ConfigProblem> found, Map<String, String> into) {
    found.forEach(problem -> into.putIfAbsent(problem.field(), problem.message()));
  }

  private static String withoutPath(String message, String path) {
    return message.startsWith(path + ": ") ? message.substring(path.length() + 2) : message;
  }

  /** Why it cannot start, in words, or empty. */
  public String whyNot() {
    if (problems.isEmpty()) {
      return "";
    }
    String path = problems.keySet().iterator().next();
    String problem = problems.get(path);
    String first =
        Catalogue.get(path).label() + (problem.startsWith("must ") ? " " : ": ") + problem;
    return problems.size() == 1 ? first : first + " (and " + (problems.size() - 1) + " more)";
  }
}
