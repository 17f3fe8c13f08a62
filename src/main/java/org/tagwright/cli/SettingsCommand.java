package org.tagwright.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tagwright.cli.options.SettingsText;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.config.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright settings}: what a configuration can say. */
@Command(
    name = "settings",
    description = "Lists the settings of a configuration, or describes some of them.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description = "Describes the settings with this in their path, label or help.")
  List<String> words = List.of();

  @Option(names = "--markdown", description = "Prints docs/configuration.md.")
  boolean markdown;

  @Override
  public Integer call() {
    if (markdown) {
      System.out.print(SettingsText.page());
    } else if (words.isEmpty()) {
      SettingsText.byPath()
          .forEach((path, text) -> System.out.println(Units.text("%-36s %s", path, text)));
    } else {
      List<Setting<?>> found =
          Catalogue.inFileOrder().stream()
              .filter(setting -> words.stream().allMatch(word -> about(setting, word)))
              .toList();
      if (found.isEmpty()) {
        throw TagwrightException.input(
            "No setting has \"%s\" in its path, label or help; tagwright settings lists all."
                .formatted(String.join(" ", words)));
      }
      System.out.println(found.stream().map(SettingsText::of).collect(Collectors.joining("\n\n")));
    }
    System.out.flush();
    return 0;
  }

  private static boolean about(Setting<?> setting, String word) {
    String text = setting.names() + " " + setting.help();
    return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }
}
