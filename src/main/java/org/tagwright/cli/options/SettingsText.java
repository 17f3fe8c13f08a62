package org.tagwright.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.config.Condition;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.Setting;

/** The catalogue of settings in words: for the terminal, and as the page in the documentation. */
public final class SettingsText {
  private SettingsText() {}

  /** Help and default of every setting, by path. */
  public static Map<String, String> byPath() {
    Map<String, String> text = new LinkedHashMap<>();
    Catalogue.inFileOrder()
        .forEach(s -> text.put(s.path(), s.help() + " (" + defaultText(s) + ")"));
    return text;
  }

  /** Everything about one setting. */
  public static String of(Setting<?> setting) {
    List<String> lines = new ArrayList<>();
    lines.add(setting.path() + " – " + setting.label());
    lines.add("  " + setting.help());
    facts(setting).forEach(fact -> lines.add("  " + fact));
    return String.join("\n", lines);
  }

  private static List<String> facts(Setting<?> setting) {
    List<String> facts = new ArrayList<>();
    if (!setting.allowed().isEmpty()) {
      facts.add("Values: " + values(setting));
    }
    facts.add("Default: " + defaultText(setting));
    if (!setting.unit().isEmpty()) {
      facts.add("Unit: " + setting.unit());
    }
    if (!setting.conditions().isEmpty()) {
      facts.add("Only has an effect while " + conditions(setting));
    }
    facts.add("In tables: " + setting.columnKey());
    return facts;
  }

  /** {@code docs/configuration.md}. */
  public static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Configuration

        <!-- Written by `tagwright settings --markdown`; edit the catalogue in org.tagwright.config. -->

        A configuration is a JSON object with the groups below. Every setting may be left out; `{}` takes all
        defaults. In the terminal, `--set training.epochs=5` changes one; in a sweep a list of values stands in
        place of a value. Relative paths are resolved against the folder of the file, except where another
        folder is named here. `~` is the home folder.

        The window shows the same settings under the labels in bold; tables of results have them as columns
        under their label, path or key.
        """);
    String group = null;
    for (Setting<?> setting : Catalogue.inFileOrder()) {
      if (!setting.group().equals(group)) {
        group = setting.group();
        page.append("\n## ").append(group.isEmpty() ? "at the top" : group).append("\n\n");
        page.append("| setting | meaning | values | default |\n|---|---|---|---|\n");
      }
      page.append(row(setting));
    }
    return page.toString();
  }

  private static String row(Setting<?> setting) {
    String meaning = "**" + setting.label() + ".** " + setting.help();
    if (setting.relativeTo() != null) {
      meaning += " Relative to `" + setting.relativeTo() + "`.";
    }
    if (!setting.conditions().isEmpty()) {
      meaning += " Only has an effect while `" + conditions(setting) + "`.";
    }
    if (!setting.inDigest()) {
      meaning += " Not part of the checkpoint's name.";
    }
    if (!setting.columnKey().equals(setting.path())) {
      meaning += " In tables: `" + setting.columnKey() + "`.";
    }
    if (!setting.since().equals(Setting.FIRST_VERSION)) {
      meaning += " Since " + setting.since() + ".";
    }
    String unit =
        setting.unit().isEmpty() || setting.defaultValue() == null ? "" : " " + setting.unit();
    return Units.text(
        "| `%s` | %s | %s | `%s`%s |\n",
        setting.name(), meaning, values(setting), defaultText(setting), unit);
  }

  private static String values(Setting<?> setting) {
    String orAuto = setting.hasAuto() && setting.choices().isEmpty() ? " or auto" : "";
    String orWord = setting.wordForNull() == null ? "" : " or " + setting.wordForNull();
    return (setting.allowed().isEmpty() ? kind(setting) : setting.allowed()) + orAuto + orWord;
  }

  private static String kind(Setting<?> setting) {
    return switch (setting.kind()) {
      case NUMBER, NUMBERS -> setting.defaultValue() instanceof Double ? "a number" : "an integer";
      case FOLDER -> "a folder";
      case FILE -> "a file";
      case TEXT, CHOICE, BACKBONE -> "text";
    };
  }

  private static String conditions(Setting<?> setting) {
    return setting.conditions().stream()
        .map(Condition::toString)
        .collect(Collectors.joining(" and "));
  }

  /** The same on every machine. */
  private static String defaultText(Setting<?> setting) {
    Object value = setting.defaultValue();
    if (value == null) {
      return setting.wordForNull();
    }
    Path home = Path.of(System.getProperty("user.home"));
    return value instanceof Path path && path.startsWith(home)
        ? "~/" + ConfigJson.text(home.relativize(path))
        : ConfigJson.text(value);
  }
}
