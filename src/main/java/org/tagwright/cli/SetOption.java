package org.tagwright.cli;

import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --set path=value}, for commands that read a configuration. */
final class SetOption {
  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Changes a setting of the configuration, such as training.epochs=5. Repeatable.")
  List<String> changes = List.of();

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

  ExperimentConfig applyTo(ExperimentConfig config) {
    ExperimentConfig changed = config;
    for (String change : changes) {
      int equals = change.indexOf('=');
      if (equals < 1) {
        throw TagwrightException.input(
            "--set takes path=value, such as training.epochs=5, not \"" + change + "\".");
      }
      changed = ConfigJson.with(changed, change.substring(0, equals), change.substring(equals + 1));
    }
    return changed;
  }
}
