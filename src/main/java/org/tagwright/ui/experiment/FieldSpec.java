package org.tagwright.ui.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tagwright.config.ConfigFields;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;

/**
 * What the form says about one field of the configuration.
 *
 * @param path such as {@code training.batchSize}
 * @param unit stands behind the value, or empty
 * @param help one line
 * @param common whether it is seen without unfolding
 * @param choices the values there are, as texts, for a {@link Kind#CHOICE}
 * @param whenNull what an empty field means ({@code auto}), or {@code null} where it must be filled
 */
public record FieldSpec(
    String path,
    FormGroup group,
    Kind kind,
    String label,
    String unit,
    String help,
    boolean common,
    List<Choice> choices,
    String whenNull) {

  /** How it is edited. */
  public enum Kind {
    NUMBER,
    /** Whole numbers, separated by commas. */
    NUMBERS,
    TEXT,
    FOLDER,
    FILE,
    CHOICE,
    BACKBONE
  }

  /** A value as the JSON spells it, and as people read it. */
  public record Choice(String value, String label) {}

  /** All fields, in the order of the form. */
  public static final List<FieldSpec> ALL = FieldSpecs.all();

  private static final Map<String, FieldSpec> BY_PATH =
      ALL.stream().collect(Collectors.toMap(FieldSpec::path, Function.identity()));

  public static FieldSpec of(String path) {
    return BY_PATH.get(path);
  }

  public static List<FieldSpec> of(FormGroup group) {
    return ALL.stream().filter(field -> field.group == group).toList();
  }

  /** The field's value in a configuration, as the person would type it. */
  public String textIn(ExperimentConfig config) {
    Object value = ConfigFields.value(config, path);
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    return ConfigJson.text(value);
  }

  public String defaultText() {
    return textIn(ExperimentConfig.defaults());
  }

  /** Whether several values may stand in it, each making a run. */
  public boolean sweepable() {
    return switch (kind) {
      case NUMBER, NUMBERS, CHOICE, BACKBONE -> true;
      case TEXT, FOLDER, FILE -> false;
    };
  }

  /** What stands between two values of a sweep. */
  public String sweepSeparator() {
    return kind == Kind.NUMBERS ? ";" : ",";
  }
}
