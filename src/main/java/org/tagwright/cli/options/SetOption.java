package org.tagwright.cli.options;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ScheduleSettings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --set path=value}, for commands that read a configuration. */
public final class SetOption {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Changes a setting of the configuration, such as training.epochs=5. Repeatable.")
  public List<String> changes = List.of();

  /** The help of the command ends with the settings there are. */
  @Spec(Spec.Target.MIXEE)
  void command(CommandSpec command) {
    command
        .usageMessage()
        .sectionMap()
        .put(
            CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER,
            help ->
                "\nSettings (more about them: tagwright settings WORD):\n"
                    + help.createTextTable(SettingsText.byPath()));
  }

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description =
          "Fills in what the configuration does not set: classic, quick or strong, instead of the"
              + " recipe that the configuration names.")
  public String recipe;

  /** The configuration in a file, with the changes. */
  public ExperimentConfig read(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    if (recipe != null) {
      values.put(ScheduleSettings.RECIPE.path(), recipe);
    }
    values.putAll(values());
    return ConfigJson.read(file, values);
  }

  /**
   * A configuration that is not from a file, with the changes.
   *
   * @throws TagwrightException of kind input also where a recipe is asked for: every field is set
   */
  public ExperimentConfig change(ExperimentConfig config) {
    if (recipe != null) {
      throw TagwrightException.input(
          "--recipe fills in what a configuration does not set, and this one sets everything. Use"
              + " --set for single settings.");
    }
    ExperimentConfig changed = config;
    for (Map.Entry<String, String> value : values().entrySet()) {
      changed = ConfigJson.with(changed, value.getKey(), value.getValue());
    }
    return changed;
  }

  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String change : changes) {
      int equals = change.indexOf('=');
      if (equals < 1) {
        throw TagwrightException.input(
            "--set takes path=value, such as training.epochs=5, not \"" + change + "\".");
      }
      values.put(change.substring(0, equals), change.substring(equals + 1));
    }
    return values;
  }
}
