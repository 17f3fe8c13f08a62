package org.tagwright.search.space;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.NearestName;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ScheduleSettings;
import org.tagwright.config.Setting;
import org.tagwright.config.ValidationSettings;
import org.tagwright.config.json.JsonNodeAt;
import org.tagwright.config.json.ReadProblems;

/**
 * Reads the space of a search: a list of values, or a range, for each setting.
 *
 * @param config what the values are put into, to see whether they will do
 */
public record SpaceJson(ExperimentConfig config, ReadProblems problems) {
  private static final List<String> RANGE = List.of("from", "to", "log", "points");
  private static final int USUAL_POINTS = 5;

  /** What a search decides itself. */
  private static final Set<Setting<?>> ITS_OWN =
      Set.of(ScheduleSettings.EPOCHS, ValidationSettings.SELECT_BY);

  /** Whether a search may vary a setting: not where it decides it itself, nor where files go. */
  public static boolean searchable(Setting<?> setting) {
    return !ITS_OWN.contains(setting) && !setting.path().startsWith("output.");
  }

  public Map<String, Domain> read(Map<String, JsonNodeAt> space) {
    Map<String, Domain> domains = new LinkedHashMap<>();
    space.forEach(
        (path, node) -> {
          try {
            Domain domain = domain(ConfigJson.knownField(path), node);
            if (domain != null) {
              domains.put(path, domain);
            }
          } catch (TagwrightException e) {
            problems.add(node.line(), "space", e.getMessage());
          }
        });
    return domains;
  }

  private @Nullable Domain domain(Setting<?> setting, JsonNodeAt node) {
    if (!searchable(setting)) {
      return refuse(node, setting, "cannot be searched; set it in the configuration");
    }
    if (node.list() != null) {
      return choices(setting, node);
    }
    if (node.object() != null) {
      return range(setting, node, node.object());
    }
    return refuse(
        node,
        setting,
        "expected a list of values, or a range such as {\"from\": 1, \"to\": 8}; found "
            + node.describe());
  }

  private @Nullable Domain choices(Setting<?> setting, JsonNodeAt node) {
    List<String> values = new ArrayList<>();
    for (JsonNodeAt each : node.list()) {
      String text = setting.text(ConfigJson.with(config, setting.path(), plain(each)));
      if (values.contains(text)) {
        return refuse(each, setting, "the value " + text + " stands twice");
      }
      if (!fits(setting, text, each)) {
        return null;
      }
      values.add(text);
    }
    return values.isEmpty()
        ? refuse(node, setting, "the list of values to try is empty")
        : new Domain.Choices(values);
  }

  private static String plain(JsonNodeAt node) {
    return node.list() == null
        ? String.valueOf(node.value())
        : node.list().stream().map(SpaceJson::plain).collect(Collectors.joining(", ", "[", "]"));
  }

  private @Nullable Domain range(
      Setting<?> setting, JsonNodeAt node, Map<String, JsonNodeAt> fields) {
    if (!setting.isWhole() && !setting.isReal()) {
      return refuse(node, setting, "has no range, since it is not a number; list its values");
    }
    for (String name : fields.keySet()) {
      if (!RANGE.contains(name)) {
        return refuse(
            node,
            setting,
            "a range has no field \"%s\"; the nearest is %s"
                .formatted(name, NearestName.of(name, RANGE).orElseThrow()));
      }
    }
    JsonNodeAt log = fields.get("log");
    if (log != null && !(log.value() instanceof Boolean)) {
      return refuse(log, setting, "log must be true or false, not " + log.describe());
    }
    boolean byLogarithm = log != null && Boolean.TRUE.equals(log.value());
    JsonNodeAt points = fields.get("points");
    if (!(number(fields, "from") instanceof BigDecimal from)
        || !(number(fields, "to") instanceof BigDecimal to)) {
      return refuse(node, setting, "a range needs two numbers, from and to");
    }
    if (from.compareTo(to) >= 0) {
      return refuse(
          node, setting, "the range is empty: from, %s, is not below to, %s".formatted(from, to));
    }
    if (byLogarithm && from.signum() <= 0) {
      return refuse(node, setting, "a log range must begin above 0, not at " + from);
    }
    int count = points != null && points.value() instanceof BigDecimal n ? n.intValue() : 0;
    if (points != null && count < 2) {
      return refuse(points, setting, "points must be at least 2, not " + points.describe());
    }
    if (!fits(setting, from.toString(), node) || !fits(setting, to.toString(), node)) {
      return null;
    }
    return new Domain.Range(
        from.doubleValue(),
        to.doubleValue(),
        byLogarithm,
        setting.isWhole(),
        count == 0 ? USUAL_POINTS : count);
  }

  private static @Nullable Object number(Map<String, JsonNodeAt> fields, String name) {
    JsonNodeAt node = fields.get(name);
    return node == null ? null : node.value();
  }

  private boolean fits(Setting<?> setting, String text, JsonNodeAt node) {
    ExperimentConfig with = ConfigJson.with(config, setting.path(), text).resolved();
    return ConfigCheck.check(with).stream()
        .filter(problem -> problem.field().equals(setting.path()))
        .peek(problem -> refuse(node, setting, problem.message()))
        .findFirst()
        .isEmpty();
  }

  private @Nullable Domain refuse(JsonNodeAt node, Setting<?> setting, String message) {
    problems.add(node.line(), "space." + setting.path(), message);
    return null;
  }
}
