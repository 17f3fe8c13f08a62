package org.tagwright.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.tagwright.config.Setting.CheckpointValue;
import org.tagwright.config.Setting.Choice;
import org.tagwright.config.Setting.Kind;

/**
 * A setting in the making, as the catalogue describes it. The finished {@link Setting} reads it
 * from here; it does not change after {@link #build}.
 */
final class SettingBuilder<T> {
  private final Consumer<Setting<?>> onBuilt;
  final RecordComponent component;
  final String path;
  final Section section;
  final Kind kind;
  final Supplier<T> defaultValue;
  final String label;
  final String help;
  List<Choice> choices = List.of();
  String shortLabel = "";
  String unit = "";
  boolean common;
  String wordForNull;
  String prompt;
  String relativeTo;
  String allowed = "";
  final List<Function<T, String>> checks = new ArrayList<>();
  final List<Function<ExperimentConfig, String>> checksWithOthers = new ArrayList<>();
  final List<Condition> conditions = new ArrayList<>();
  final List<Function<ExperimentConfig, String>> warnings = new ArrayList<>();
  String columnKey;
  List<String> otherNames = List.of();
  final List<CheckpointValue> checkpointValues = new ArrayList<>();
  int tokenPlace;
  Function<ExperimentConfig, String> token = config -> "";
  boolean inDigest = true;
  boolean hasAuto;
  T placeholder;
  Function<ExperimentConfig, T> auto;
  String since = Setting.FIRST_VERSION;

  SettingBuilder(
      Consumer<Setting<?>> onBuilt,
      String path,
      Section section,
      Kind kind,
      Supplier<T> defaultValue,
      String label,
      String help) {
    this.onBuilt = onBuilt;
    this.path = path;
    this.component = Records.component(path);
    this.section = section;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.label = label;
    this.help = help;
    this.columnKey = path;
  }

  Setting<T> build() {
    Setting<T> setting = new Setting<>(this);
    onBuilt.accept(setting);
    return setting;
  }

  SettingBuilder<T> choices(List<Choice> values) {
    choices = List.copyOf(values);
    return this;
  }

  /** The label where there is little room, as in the names of runs; else the label itself. */
  SettingBuilder<T> shortLabel(String text) {
    shortLabel = text;
    return this;
  }

  /** Written behind the value. */
  SettingBuilder<T> unit(String text) {
    unit = text;
    return this;
  }

  /** The form shows it without being asked. */
  SettingBuilder<T> common() {
    common = true;
    return this;
  }

  /** It may be left out; files and people write {@code word} for that. */
  SettingBuilder<T> orNull(String word) {
    wordForNull = word;
    prompt = prompt == null ? word : prompt;
    return this;
  }

  /**
   * People may write {@code auto}; {@link ExperimentConfig#resolved} replaces it by a value.
   *
   * @param standIn has the place of the value until then: one that nobody means
   * @param value what the other settings, resolved in the order of files, make of it
   */
  SettingBuilder<T> auto(T standIn, Function<ExperimentConfig, T> value) {
    hasAuto = true;
    placeholder = standIn;
    auto = value;
    return this;
  }

  /** What an empty field of the form shows, where that is not the word for {@code null}. */
  SettingBuilder<T> prompt(String text) {
    prompt = text;
    return this;
  }

  /** A path that is resolved against another setting's; others become absolute on reading. */
  SettingBuilder<T> relativeTo(String folderPath) {
    relativeTo = folderPath;
    return this;
  }

  /** {@code what} completes "must be". */
  SettingBuilder<T> allowed(String what, Predicate<T> fits) {
    allowed = what;
    return refuse(value -> fits.test(value) ? null : "must be " + what + ", not " + shown(value));
  }

  /** One more check: what is wrong with a value, or {@code null}. The first problem is told. */
  SettingBuilder<T> refuse(Function<T, String> problem) {
    checks.add(problem);
    return this;
  }

  /** What is wrong with the value beside those of other settings, or {@code null}. */
  SettingBuilder<T> refuseWith(Function<ExperimentConfig, String> problem) {
    checksWithOthers.add(problem);
    return this;
  }

  SettingBuilder<T> range(long least, long greatest) {
    return allowed(
        "from " + least + " to " + greatest,
        value -> ((Number) value).longValue() >= least && ((Number) value).longValue() <= greatest);
  }

  SettingBuilder<T> atLeast(long least) {
    return allowed("at least " + least, value -> ((Number) value).longValue() >= least);
  }

  SettingBuilder<T> greaterThanZero() {
    return allowed(
        "greater than 0",
        value ->
            ((Number) value).doubleValue() > 0 && Double.isFinite(((Number) value).doubleValue()));
  }

  /** It has an effect only where another setting has that value. */
  SettingBuilder<T> onlyIf(String otherPath, Object value) {
    conditions.add(new Condition(otherPath, value, true));
    return this;
  }

  /** It has an effect only where another setting has another value than that. */
  SettingBuilder<T> onlyUnless(String otherPath, Object value) {
    conditions.add(new Condition(otherPath, value, false));
    return this;
  }

  /** What is allowed but hardly meant, or {@code null}. */
  SettingBuilder<T> warn(Function<ExperimentConfig, String> warning) {
    warnings.add(warning);
    return this;
  }

  /** The key of its column in tables, where that is not the path, and what else people call it. */
  SettingBuilder<T> column(String key, String... names) {
    columnKey = key;
    otherNames = List.of(names);
    return this;
  }

  /** A checkpoint has the value under that key. */
  SettingBuilder<T> checkpoint(String key) {
    return checkpoint(key, config -> Records.value(config, component));
  }

  SettingBuilder<T> checkpoint(String key, Function<ExperimentConfig, Object> value) {
    checkpointValues.add(new CheckpointValue(key, value));
    return this;
  }

  /** A part of the checkpoint's name; an empty one is left out. The parts stand by their place. */
  SettingBuilder<T> token(int place, Function<ExperimentConfig, String> text) {
    tokenPlace = place;
    token = text;
    return this;
  }

  /** It does not change what is learned: it is no part of the checkpoint's identity. */
  SettingBuilder<T> outOfDigest() {
    inDigest = false;
    return this;
  }

  /** The first version that has it. */
  SettingBuilder<T> since(String version) {
    since = version;
    return this;
  }

  /** A value in a message: text is quoted, since it may hold anything. */
  private static String shown(Object value) {
    return value instanceof String ? "\"" + value + "\"" : ConfigJson.text(value);
  }
}
