package org.tagwright.search;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.NearestName;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.json.JsonNodeAt;
import org.tagwright.config.json.ReadProblems;
import org.tagwright.metric.Metric;
import org.tagwright.search.space.Domain;
import org.tagwright.search.space.Space;
import org.tagwright.search.space.SpaceJson;

/** Reads {@code search.json}, and tells all that is wrong with it at once. */
final class SearchJson {
  private static final List<String> FIELDS =
      List.of(
          "config",
          "relativeTo",
          "space",
          "metric",
          "sampler",
          "halving",
          "budget",
          "atOnce",
          "seed");
  private static final int MOST_AT_ONCE = 1000;

  private final Path file;
  private final ReadProblems problems = new ReadProblems();

  private SearchJson(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * The plan in a file. The configuration that it names is read too.
   *
   * @param more put in place of what the file says of the budget
   */
  static SearchPlan read(Path file, Budget more) {
    return new SearchJson(file).read(more);
  }

  private SearchPlan read(Budget more) {
    JsonNodeAt root = JsonNodeAt.parse(ConfigJson.fileText(file), file.toString(), problems);
    Map<String, JsonNodeAt> fields = fields(root, "", FIELDS);
    problems.throwIfAny(file.toString());
    Path configFile = path(fields, "config").orElse(null);
    if (configFile == null) {
      problems.add(root.line(), "config", "name the file of the configuration to start from");
      problems.throwIfAny(file.toString());
      throw new IllegalStateException("a problem was added");
    }
    String base = ConfigJson.fileText(configFile);
    Path folder = path(fields, "relativeTo").orElse(folderOf(configFile));
    ExperimentConfig config = ConfigJson.parse(base, configFile.toString(), folder, Map.of());
    JsonNodeAt space = fields.get("space");
    Map<String, Domain> domains = new LinkedHashMap<>();
    if (space == null || space.object() == null || space.object().isEmpty()) {
      problems.add(
          space == null ? root.line() : space.line(),
          "space",
          "say what to vary, such as {\"training.learningRate\": {\"from\": 1e-5, \"to\": 1e-2,"
              + " \"log\": true}}");
    } else {
      domains.putAll(new SpaceJson(config, problems).read(space.object()));
    }
    SearchPlan plan =
        new SearchPlan(
            base,
            folder,
            new Space(domains),
            metric(fields.get("metric"), config),
            sampler(fields.get("sampler")),
            halving(fields.get("halving"), config),
            budget(fields.get("budget")).or(more),
            whole(fields.get("atOnce"), "atOnce", 1, 1, MOST_AT_ONCE),
            seed(fields.get("seed")));
    problems.throwIfAny(file.toString());
    if (plan.budget().isUnlimited() && plan.sampler() != Sampler.Kind.GRID) {
      problems.add(
          root.line(),
          "budget",
          "say when to end, such as {\"runs\": 40}, {\"epochs\": 300} or {\"hours\": 8}");
      problems.throwIfAny(file.toString());
    }
    return plan;
  }

  private static Path folderOf(Path file) {
    return file.resolveSibling("").toAbsolutePath();
  }

  private Map<String, JsonNodeAt> fields(JsonNodeAt node, String path, List<String> known) {
    if (node.object() == null) {
      problems.add(node.line(), path, "expected an object, found " + node.describe());
      return Map.of();
    }
    node.object()
        .forEach(
            (name, value) -> {
              if (!known.contains(name)) {
                problems.add(
                    value.line(),
                    path.isEmpty() ? name : path + "." + name,
                    "there is no such field; the nearest is "
                        + NearestName.of(name, known).orElseThrow());
              }
            });
    return node.object();
  }

  private Optional<Path> path(Map<String, JsonNodeAt> fields, String name) {
    JsonNodeAt node = fields.get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (node.value() instanceof String text && !text.isBlank()) {
      try {
        return Optional.of(file.resolveSibling(text).normalize());
      } catch (InvalidPathException e) {
        problems.add(node.line(), name, "\"" + text + "\" is not a path: " + e.getReason());
        problems.throwIfAny(file.toString());
      }
    }
    problems.add(node.line(), name, "expected a path, found " + node.describe());
    problems.throwIfAny(file.toString());
    return Optional.empty();
  }

  private Metric metric(@Nullable JsonNodeAt node, ExperimentConfig config) {
    if (node == null) {
      return config.validation().selectBy();
    }
    List<String> keys = Arrays.stream(Metric.values()).map(Metric::key).toList();
    String text = String.valueOf(node.value());
    return Metric.ofKey(text)
        .orElseGet(
            () -> {
              problems.add(
                  node.line(),
                  "metric",
                  "there is no metric \"%s\"; the nearest is %s of %s"
                      .formatted(
                          text, NearestName.of(text, keys).orElseThrow(), String.join(", ", keys)));
              return Metric.WEIGHTED_F1;
            });
  }

  private Sampler.Kind sampler(@Nullable JsonNodeAt node) {
    List<Sampler.Kind> kinds = List.of(Sampler.Kind.values());
    List<String> keys = kinds.stream().map(Sampler.Kind::key).toList();
    if (node != null && !keys.contains(String.valueOf(node.value()))) {
      problems.add(
          node.line(),
          "sampler",
          "expected one of " + String.join(", ", keys) + ", found " + node.describe());
      return Sampler.Kind.TPE;
    }
    return node == null ? Sampler.Kind.TPE : kinds.get(keys.indexOf(String.valueOf(node.value())));
  }

  private Halving halving(@Nullable JsonNodeAt node, ExperimentConfig config) {
    Halving usual = Halving.usual(config);
    int epochs = usual.epochs();
    int validated = usual.firstEpochs();
    if (node == null) {
      return usual;
    }
    if (Boolean.FALSE.equals(node.value())) {
      return Halving.none(epochs);
    }
    Map<String, JsonNodeAt> fields = fields(node, "halving", List.of("firstEpochs", "factor"));
    int first = whole(fields.get("firstEpochs"), "halving.firstEpochs", validated, 1, epochs);
    int factor = whole(fields.get("factor"), "halving.factor", usual.factor(), 2, 100);
    if (first < validated) {
      problems.add(
          node.line(),
          "halving.firstEpochs",
          "must be at least %d: there is no validation before (validation.everyNEpochs)"
              .formatted(validated));
    }
    return new Halving(Math.max(1, first), Math.max(2, factor), epochs);
  }

  private Budget budget(@Nullable JsonNodeAt node) {
    if (node == null) {
      return Budget.UNLIMITED;
    }
    Map<String, JsonNodeAt> fields = fields(node, "budget", List.of("runs", "epochs", "hours"));
    List<Integer> counts = new ArrayList<>();
    for (String name : List.of("runs", "epochs")) {
      JsonNodeAt each = fields.get(name);
      int count = whole(each, "budget." + name, 1, 1, Integer.MAX_VALUE);
      counts.add(each == null ? null : (Integer) count);
    }
    JsonNodeAt hours = fields.get("hours");
    Double limit = null;
    if (hours != null) {
      limit = hours.value() instanceof BigDecimal number ? number.doubleValue() : 0.0;
      if (limit <= 0) {
        problems.add(
            hours.line(), "budget.hours", "must be greater than 0, not " + hours.describe());
        limit = null;
      }
    }
    return new Budget(counts.get(0), counts.get(1), limit);
  }

  private int whole(@Nullable JsonNodeAt node, String name, int usual, int least, int greatest) {
    if (node == null) {
      return usual;
    }
    try {
      int value = node.value() instanceof BigDecimal number ? number.intValueExact() : least - 1;
      if (value >= least && value <= greatest) {
        return value;
      }
    } catch (ArithmeticException e) {
      // Said below, as of any other value.
    }
    problems.add(
        node.line(),
        name,
        greatest == Integer.MAX_VALUE
            ? "must be a whole number greater than 0, not " + node.describe()
            : "must be a whole number from %d to %d, not %s"
                .formatted(least, greatest, node.describe()));
    return usual;
  }

  private long seed(@Nullable JsonNodeAt node) {
    return whole(node, "seed", 0, 0, Integer.MAX_VALUE - 1);
  }
}
