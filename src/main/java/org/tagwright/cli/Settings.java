package org.tagwright.cli;

import java.util.List;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;

/** What {@code --set path=value} does to a configuration. */
final class Settings {
  private Settings() {}

  static ExperimentConfig apply(ExperimentConfig config, List<String> settings) {
    ExperimentConfig changed = config;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw TagwrightException.input(
            "--set takes path=value, such as training.epochs=5, not \"" + setting + "\".");
      }
      changed =
          ConfigJson.with(changed, setting.substring(0, equals), setting.substring(equals + 1));
    }
    return changed;
  }
}
