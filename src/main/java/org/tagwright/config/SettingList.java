package org.tagwright.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.tagwright.config.Setting.Choice;
import org.tagwright.config.Setting.Kind;

/** Makes the settings of a section, and keeps them in the order in which they were made. */
final class SettingList {
  private final Section section;
  private final List<Setting<?>> settings = new ArrayList<>();

  SettingList(Section section) {
    this.section = section;
  }

  List<Setting<?>> settings() {
    return List.copyOf(settings);
  }

  <N extends Number> SettingBuilder<N> number(
      String path, N defaultValue, String label, String help) {
    return add(path, Kind.NUMBER, () -> defaultValue, label, help);
  }

  SettingBuilder<List<Integer>> numbers(
      String path, List<Integer> defaultValue, String label, String help) {
    return add(path, Kind.NUMBERS, () -> defaultValue, label, help);
  }

  SettingBuilder<Boolean> onOff(String path, boolean defaultValue, String label, String help) {
    return add(path, Kind.CHOICE, () -> defaultValue, label, help)
        .choices(List.of(new Choice("true", "On"), new Choice("false", "Off")));
  }

  <E extends Enum<E>> SettingBuilder<E> choice(
      String path, E defaultValue, String label, String help) {
    return add(path, Kind.CHOICE, () -> defaultValue, label, help)
        .choices(
            Arrays.stream(defaultValue.getDeclaringClass().getEnumConstants())
                .map(each -> new Choice(FieldReader.name(each), FieldReader.title(each)))
                .toList());
  }

  <V> SettingBuilder<V> text(String path, V defaultValue, String label, String help) {
    return add(path, Kind.TEXT, () -> defaultValue, label, help);
  }

  SettingBuilder<Path> folder(String path, Supplier<Path> defaultValue, String label, String help) {
    return add(path, Kind.FOLDER, defaultValue, label, help);
  }

  SettingBuilder<Path> folder(String path, String defaultValue, String label, String help) {
    return folder(path, () -> Path.of(defaultValue), label, help);
  }

  /** A file that need not be named. */
  SettingBuilder<Path> file(String path, String label, String help) {
    return add(path, Kind.FILE, () -> (Path) null, label, help).orNull("none");
  }

  <V> SettingBuilder<V> add(
      String path, Kind kind, Supplier<V> defaultValue, String label, String help) {
    return new SettingBuilder<>(settings::add, path, section, kind, defaultValue, label, help);
  }

  /** A folder beside the data set, in the person's home folder. */
  static Path home(String name) {
    return Path.of(System.getProperty("user.home"), "ms-coco", name);
  }
}
