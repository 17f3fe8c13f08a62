package org.tagwright.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Section;
import org.tagwright.config.Setting;

/**
 * What people call runs: the settings that vary among them and the data set, such as {@code vgg16,
 * lr 1e-4, batch 32 · ms-coco-dataset}. Where nothing varies the backbone stands alone.
 */
public final class RunNames {
  private static final int MOST_PARTS = 4;

  private final List<Setting<?>> varying;
  private final boolean wholeFolder;

  /** Names for the runs of these configurations. */
  public RunNames(Collection<ExperimentConfig> configs) {
    Set<ExperimentConfig> distinct = new HashSet<>(configs);
    varying =
        Catalogue.all().stream()
            .filter(RunNames::tells)
            .filter(setting -> varies(setting, distinct))
            .sorted(Comparator.comparing(setting -> !setting.isCommon()))
            .toList();
    Set<Path> roots = distinct.stream().map(c -> c.data().root()).collect(Collectors.toSet());
    wholeFolder = roots.stream().map(Path::getFileName).distinct().count() < roots.size();
  }

  /** Places are told by the data set's name, and the machine does not matter. */
  private static boolean tells(Setting<?> setting) {
    return setting.section() != Section.OUTPUT
        && setting.kind() != Setting.Kind.FOLDER
        && setting.inDigest();
  }

  private static boolean varies(Setting<?> setting, Collection<ExperimentConfig> configs) {
    return configs.stream()
            .filter(config -> setting.broken(config).isEmpty())
            .map(setting::text)
            .distinct()
            .limit(2)
            .count()
        > 1;
  }

  /** What a run of the configuration is called, without its data set. */
  public String settings(ExperimentConfig config) {
    List<String> parts = new ArrayList<>();
    for (Setting<?> setting : varying) {
      if (parts.size() < MOST_PARTS && setting.broken(config).isEmpty()) {
        parts.add(part(setting, config));
      }
    }
    return parts.isEmpty() ? config.model().backbone() : String.join(", ", parts);
  }

  private static String part(Setting<?> setting, ExperimentConfig config) {
    String text = setting.text(config);
    if (setting.kind() == Setting.Kind.BACKBONE) {
      return text;
    }
    if (setting.kind() == Setting.Kind.FILE) {
      return String.valueOf(Path.of(text).getFileName());
    }
    String shown =
        setting.choices().stream()
            .filter(choice -> choice.value().equals(text))
            .map(choice -> choice.label().toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse(text);
    return setting.shortLabel() + " " + shown;
  }

  /** The folder of the data set, with the one above it where several have the same name. */
  public String dataSet(ExperimentConfig config) {
    Path root = config.data().root();
    int names = root.getNameCount();
    return names == 0
        ? root.toString()
        : root.subpath(Math.max(0, names - (wholeFolder ? 2 : 1)), names).toString();
  }

  /** Settings and data set. */
  public String of(ExperimentConfig config) {
    return settings(config) + " · " + dataSet(config);
  }
}
