package org.tagwright.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tagwright.common.NearestName;

/** Every setting there is. */
public final class Catalogue {
  /** In the order in which people read them. */
  private static final List<Setting<?>> ALL =
      Stream.of(
              ModelSettings.LIST,
              DataSettings.LIST,
              AugmentSettings.LIST,
              ScheduleSettings.LIST,
              LearningRateSettings.LIST,
              OptimizerSettings.LIST,
              LossSettings.LIST,
              ValidationSettings.LIST,
              ValidationSettings.THRESHOLD_LIST,
              OutputSettings.LIST)
          .<Setting<?>>flatMap(list -> list.settings().stream())
          .toList();

  private static final Map<String, Setting<?>> BY_PATH =
      ALL.stream().collect(Collectors.toMap(Setting::path, Function.identity()));

  private static final Map<String, Setting<?>> BY_NAME = byName();

  private Catalogue() {}

  /** In the order in which people read them: by section, the common ones first. */
  public static List<Setting<?>> all() {
    return ALL;
  }

  public static List<Setting<?>> in(Section section) {
    return ALL.stream().filter(setting -> setting.section() == section).toList();
  }

  /** In the order of files. */
  public static List<Setting<?>> inFileOrder() {
    return Records.paths().stream().<Setting<?>>map(Catalogue::get).toList();
  }

  /**
   * The settings that a checkpoint and the queue name, in the order of files. One that the first
   * version did not have is left out at its default: so the files of configurations that do not use
   * it stay the same bytes, and earlier versions can read them. With a recipe all are named: what
   * it fills in may be other values in a later version.
   */
  public static List<Setting<?>> recorded(ExperimentConfig config) {
    return inFileOrder().stream()
        .filter(
            s ->
                config.recipe() != Recipe.CLASSIC
                    || s.since().equals(Setting.FIRST_VERSION)
                    || !s.isDefault(config))
        .toList();
  }

  /** The setting at a path. */
  public static Setting<?> get(String path) {
    return find(path)
        .orElseThrow(
            () -> new IllegalStateException("the catalogue does not describe \"" + path + "\""));
  }

  static Optional<Setting<?>> find(String path) {
    return Optional.ofNullable(BY_PATH.get(path));
  }

  /** The setting that goes by a name: path, label, column, key in the checkpoint, nickname. */
  public static Optional<Setting<?>> named(String name) {
    return Optional.ofNullable(BY_NAME.get(plain(name)));
  }

  /** Spelling that people mix up does not count: case, spaces, underscores, dots and dashes. */
  public static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  /**
   * The known path that an unknown one most likely means: the setting that goes by that name, one
   * of the same group, or one of that name in another group.
   */
  static String nearest(String path) {
    Optional<Setting<?>> known = named(path);
    if (known.isPresent()) {
      return known.get().path();
    }
    String name = path.substring(path.lastIndexOf('.') + 1);
    String group = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (Setting<?> setting : inFileOrder()) {
      int elsewhere = NearestName.distance(group, setting.group()) == 0 ? 0 : 1;
      int distance = 2 * NearestName.distance(name, setting.name()) + elsewhere;
      int whole = 2 * NearestName.distance(path, setting.path());
      if (Math.min(distance, whole) < least) {
        least = Math.min(distance, whole);
        nearest = setting.path();
      }
    }
    for (String each : Records.groups()) {
      if (group.isEmpty() && 2 * NearestName.distance(name, each) < least) {
        least = 2 * NearestName.distance(name, each);
        nearest = each;
      }
    }
    return nearest;
  }

  /**
   * The configuration with a value wherever {@code auto} was written. Of a backbone that does not
   * exist there is none; the check says so.
   */
  static ExperimentConfig resolve(ExperimentConfig config) {
    if (ModelSettings.BACKBONE.problem(config).isPresent()) {
      return config;
    }
    ExperimentConfig resolved = config;
    for (Setting<?> setting : inFileOrder()) {
      resolved = setting.resolve(resolved);
    }
    return resolved;
  }

  private static Map<String, Setting<?>> byName() {
    Map<String, Setting<?>> byName = new LinkedHashMap<>();
    for (Setting<?> setting : ALL) {
      for (String name : setting.names()) {
        Setting<?> other = byName.put(plain(name), setting);
        if (other != null && other != setting) {
          throw new IllegalStateException(
              "\"" + name + "\" is a name of " + setting + " and of " + other);
        }
      }
    }
    return byName;
  }
}
