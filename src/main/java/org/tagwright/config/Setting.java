package org.tagwright.config;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One field of the configuration, and everything that is said about it anywhere: in the form, in
 * files, in the terminal, in tables, and in names of checkpoints. The {@link Catalogue} holds them
 * all.
 *
 * @param <T> the Java type of its value; a {@code null} value means {@link #wordForNull}
 */
public final class Setting<T> {
  /** What people write where a value is to be found out, for settings that have that. */
  static final String AUTO = "auto";

  /** The version that has had most of them. */
  public static final String FIRST_VERSION = "0.1.0";

  /** How it is edited. */
  public enum Kind {
    NUMBER,
    /** Whole numbers, separated by commas. */
    NUMBERS,
    TEXT,
    FOLDER,
    FILE,
    CHOICE,
    BACKBONE
  }

  /** A value as files spell it, and as people read it. */
  public record Choice(String value, String label) {}

  /** What a checkpoint of a configuration says under that key. */
  record CheckpointValue(String key, Function<ExperimentConfig, Object> value) {}

  private final SettingBuilder<T> spec;

  Setting(SettingBuilder<T> spec) {
    this.spec = spec;
  }

  RecordComponent component() {
    return spec.component;
  }

  /** Such as {@code training.batchSize}: its place in files, and what {@code --set} takes. */
  public String path() {
    return spec.path;
  }

  /** The first part of the path; empty for what stands at the top of a file. */
  public String group() {
    return spec.path.substring(0, Math.max(0, spec.path.indexOf('.')));
  }

  /** The last part of the path. */
  public String name() {
    return spec.component.getName();
  }

  public Section section() {
    return spec.section;
  }

  public Kind kind() {
    return spec.kind;
  }

  /** The one name that people read, in every window, table and text. */
  public String label() {
    return spec.label;
  }

  /** The label in names of runs and checkpoints, which are made of several: {@code lr}. */
  public String shortLabel() {
    if (!spec.shortLabel.isEmpty()) {
      return spec.shortLabel;
    }
    boolean acronym = spec.label.length() > 1 && Character.isUpperCase(spec.label.charAt(1));
    return acronym
        ? spec.label
        : spec.label.substring(0, 1).toLowerCase(Locale.ROOT) + spec.label.substring(1);
  }

  /** One or two sentences. */
  public String help() {
    return spec.help;
  }

  /** Behind the value, or empty. */
  public String unit() {
    return spec.unit;
  }

  /** Whether most people want to see it. */
  public boolean isCommon() {
    return spec.common;
  }

  /** The values there are, for a {@link Kind#CHOICE} and the {@link Kind#BACKBONE}. */
  public List<Choice> choices() {
    return spec.choices;
  }

  /** What a missing value is called, or {@code null} where there must be one. */
  public String wordForNull() {
    return spec.wordForNull;
  }

  /** Whether people may write {@code auto}, which is replaced by a value when a run is created. */
  public boolean hasAuto() {
    return spec.hasAuto;
  }

  /** What stands for {@code auto} in a configuration that is not resolved. */
  T placeholder() {
    return spec.placeholder;
  }

  boolean isAuto(Object value) {
    return spec.hasAuto && Objects.equals(value, spec.placeholder);
  }

  /** The configuration with a value in place of {@code auto}. */
  ExperimentConfig resolve(ExperimentConfig config) {
    return isAuto(value(config)) ? config.with(this, spec.auto.apply(config)) : config;
  }

  /** What an empty field of the form shows, or {@code null} where it must be filled. */
  public String prompt() {
    return spec.prompt;
  }

  /** The setting whose folder a path is relative to, or {@code null}. */
  public String relativeTo() {
    return spec.relativeTo;
  }

  /** The values that will do, in words; empty where all do that have the type. */
  public String allowed() {
    return spec.choices.isEmpty()
        ? spec.allowed
        : spec.choices.stream().map(Choice::value).collect(Collectors.joining(", "));
  }

  public String since() {
    return spec.since;
  }

  /** The default. */
  public T defaultValue() {
    return spec.defaultValue.get();
  }

  @SuppressWarnings("unchecked")
  public T value(ExperimentConfig config) {
    return (T) Records.value(config, spec.component);
  }

  /** The value as people write it, {@code auto} and {@code none} included. */
  public String text(ExperimentConfig config) {
    return textOf(value(config));
  }

  String textOf(Object value) {
    return isAuto(value) ? AUTO : value == null ? spec.wordForNull : ConfigJson.text(value);
  }

  public boolean isDefault(ExperimentConfig config) {
    return Objects.equals(value(config), defaultValue());
  }

  /** What is wrong with the value, without the setting's name. */
  Optional<String> problem(ExperimentConfig config) {
    T value = value(config);
    return value == null || isAuto(value)
        ? Optional.empty()
        : Stream.concat(
                spec.checks.stream().map(c -> c.apply(value)),
                spec.checksWithOthers.stream().map(c -> c.apply(config)))
            .filter(Objects::nonNull)
            .findFirst();
  }

  /** All must hold for the setting to have an effect. */
  public List<Condition> conditions() {
    return List.copyOf(spec.conditions);
  }

  /** What keeps the setting from having an effect in {@code config}. */
  public Optional<Condition> broken(ExperimentConfig config) {
    return spec.conditions.stream().filter(c -> !c.holds(config)).findFirst();
  }

  /**
   * Whether the setting belongs in the checkpoint's name: it may change what is learned, and
   * nothing keeps it from having an effect. Where only settings of the first version are concerned,
   * effect is not asked for: so its checkpoints keep their names.
   */
  public boolean inName(ExperimentConfig config) {
    return spec.inDigest
        && spec.conditions.stream()
            .filter(c -> !since().equals(FIRST_VERSION) || !c.isOfFirstVersion())
            .allMatch(c -> c.holds(config));
  }

  /** What is allowed but hardly meant, each without the setting's name. */
  List<String> warnings(ExperimentConfig config) {
    List<String> found = new ArrayList<>();
    if (!isDefault(config)) {
      broken(config).ifPresent(c -> found.add("has no effect while " + c.describe(config)));
    }
    spec.warnings.stream().map(w -> w.apply(config)).filter(Objects::nonNull).forEach(found::add);
    return found;
  }

  /** The name of its column in expressions, options and exported tables. */
  public String columnKey() {
    return spec.columnKey;
  }

  /** Every name by which it is found: path, label, column, key in the checkpoint, nicknames. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(spec.path, spec.columnKey, spec.label));
    names.addAll(spec.otherNames);
    names.add(shortLabel());
    checkpointKeys().stream().limit(1).forEach(names::add);
    return names;
  }

  /** The keys under which a checkpoint has it. */
  public List<String> checkpointKeys() {
    return spec.checkpointValues.stream().map(CheckpointValue::key).toList();
  }

  /** What a checkpoint of that configuration says, by key; a value may be {@code null}. */
  public Map<String, Object> inCheckpoint(ExperimentConfig config) {
    Map<String, Object> values = new LinkedHashMap<>();
    spec.checkpointValues.forEach(c -> values.put(c.key(), c.value().apply(config)));
    return values;
  }

  /** The part of the checkpoint's name; empty for none. */
  public String token(ExperimentConfig config) {
    return inName(config) ? spec.token.apply(config) : "";
  }

  /** Where the token stands among the others. */
  public int tokenPlace() {
    return spec.tokenPlace;
  }

  /** Whether another value makes another checkpoint. */
  public boolean inDigest() {
    return spec.inDigest;
  }

  /** Whether its values are integers. */
  public boolean isWhole() {
    Class<?> type = spec.component.getType();
    return type == int.class || type == Integer.class || type == long.class;
  }

  /** Whether its values are real numbers. */
  public boolean isReal() {
    return spec.component.getType() == double.class;
  }

  boolean isList() {
    return spec.component.getType() == List.class;
  }

  boolean isPath() {
    return spec.component.getType() == Path.class;
  }

  @Override
  public String toString() {
    return spec.path;
  }
}
