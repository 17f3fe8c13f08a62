package org.tagwright.ui.experiment;

import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ScheduleSettings;
import org.tagwright.config.Setting;

/** Settings as people type them into the form. */
public final class FieldText {
  private FieldText() {}

  /** The setting's value; empty where there is none. */
  public static String of(Setting<?> setting, ExperimentConfig config) {
    boolean auto = setting.hasAuto() && setting.text(config).equals("auto");
    return auto ? "auto" : of(setting.value(config));
  }

  /** The setting's default; empty where there is none. */
  static String defaultOf(Setting<?> setting) {
    return of(setting.defaultValue());
  }

  private static String of(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : ConfigJson.text(value);
  }

  /**
   * Whether the field takes several values, each making a run. A recipe does not: the form's fields
   * hold what one recipe has filled in.
   */
  static boolean sweepable(Setting<?> setting) {
    return switch (setting == ScheduleSettings.RECIPE ? Setting.Kind.TEXT : setting.kind()) {
      case NUMBER, NUMBERS, CHOICE, BACKBONE -> true;
      case TEXT, FOLDER, FILE -> false;
    };
  }

  /** What separates the values of a sweep. */
  static String separator(Setting<?> setting) {
    return setting.kind() == Setting.Kind.NUMBERS ? ";" : ",";
  }
}
