package org.tagwright.config;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One field of the configuration, and everything that is said about it anywhere: in the form, in
 * files, in the terminal, in tables, and in names of checkpoints. The {@link Catalogue} holds them
 * all; what {@link SettingList} makes is filled in there and never changes afterwards.
 *
 * @param <T> the Java type of its value; a {@code null} value means {@link #wordForNull}
 */
public final class Setting<T> {
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

  private record CheckpointValue(String key, Function<ExperimentConfig, Object> value) {}

  private final RecordComponent component;
  private final String path;
  private final Section section;
  private final Kind kind;
  private final Supplier<T> defaultValue;
  private final String label;
  private final String help;
  private List<Choice> choices = List.of();
  private String unit = "";
  private boolean common;
  private String wordForNull;
  private String prompt;
  private String relativeTo;
  private String allowed = "";
  private final List<Function<T, String>> checks = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<Function<ExperimentConfig, String>> warnings = new ArrayList<>();
  private String columnKey;
  private List<String> otherNames = List.of();
  private final List<CheckpointValue> checkpointValues = new ArrayList<>();
  private int tokenPlace;
  private Function<ExperimentConfig, String> token = config -> "";
  private boolean inDigest = true;
  private String since = FIRST_VERSION;

  Setting(
      String path,
      Section section,
      Kind kind,
      Supplier<T> defaultValue,
      String label,
      String help) {
    this.path = path;
    this.component = Records.component(path);
    this.section = section;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.label = label;
    this.help = help;
    this.columnKey = path;
  }

  // What the catalogue fills in.

  Setting<T> choices(List<Choice> values) {
    choices = List.copyOf(values);
    return this;
  }

  /** Written behind the value. */
  Setting<T> unit(String text) {
    unit = text;
    return this;
  }

  /** The form shows it without being asked. */
  Setting<T> common() {
    common = true;
    return this;
  }

  /** It may be left out; files and people write {@code word} for that. */
  Setting<T> orNull(String word) {
    wordForNull = word;
    prompt = prompt == null ? word : prompt;
    return this;
  }

  /** What an empty field of the form shows, where that is not the word for {@code null}. */
  Setting<T> prompt(String text) {
    prompt = text;
    return this;
  }

  /** A path that is resolved against another setting's; others become absolute on reading. */
  Setting<T> relativeTo(String folderPath) {
    relativeTo = folderPath;
    return this;
  }

  /** {@code what} completes "must be". */
  Setting<T> allowed(String what, Predicate<T> fits) {
    allowed = what;
    return refuse(value -> fits.test(value) ? null : "must be " + what + ", not " + shown(value));
  }

  /** One more check: what is wrong with a value, or {@code null}. The first problem is told. */
  Setting<T> refuse(Function<T, String> problem) {
    checks.add(problem);
    return this;
  }

  Setting<T> range(long least, long greatest) {
    return allowed(
        "from " + least + " to " + greatest,
        value -> ((Number) value).longValue() >= least && ((Number) value).longValue() <= greatest);
  }

  Setting<T> atLeast(long least) {
    return allowed("at least " + least, value -> ((Number) value).longValue() >= least);
  }

  Setting<T> greaterThanZero() {
    return allowed(
        "greater than 0",
        value ->
            ((Number) value).doubleValue() > 0 && Double.isFinite(((Number) value).doubleValue()));
  }

  /** It has an effect only where another setting has that value. */
  Setting<T> onlyIf(String otherPath, Object value) {
    conditions.add(new Condition(otherPath, value, true));
    return this;
  }

  /** It has an effect only where another setting has another value than that. */
  Setting<T> onlyUnless(String otherPath, Object value) {
    conditions.add(new Condition(otherPath, value, false));
    return this;
  }

  /** What is allowed but hardly meant, or {@code null}. */
  Setting<T> warn(Function<ExperimentConfig, String> warning) {
    warnings.add(warning);
    return this;
  }

  /** The key of its column in tables, where that is not the path, and what else people call it. */
  Setting<T> column(String key, String... names) {
    columnKey = key;
    otherNames = List.of(names);
    return this;
  }

  /** A checkpoint has the value under that key. */
  Setting<T> checkpoint(String key) {
    return checkpoint(key, this::value);
  }

  Setting<T> checkpoint(String key, Function<ExperimentConfig, Object> value) {
    checkpointValues.add(new CheckpointValue(key, value));
    return this;
  }

  /** A part of the checkpoint's name; an empty one is left out. The parts stand by their place. */
  Setting<T> token(int place, Function<ExperimentConfig, String> text) {
    tokenPlace = place;
    token = text;
    return this;
  }

  /** It does not change what is learned: it is no part of the checkpoint's identity. */
  Setting<T> outOfDigest() {
    inDigest = false;
    return this;
  }

  /** The first version that has it. */
  Setting<T> since(String version) {
    since = version;
    return this;
  }

  // What others read.

  RecordComponent component() {
    return component;
  }

  /** Such as {@code training.batchSize}: its place in files, and what {@code --set} takes. */
  public String path() {
    return path;
  }

  /** The first part of the path. */
  public String group() {
    return path.substring(0, path.indexOf('.'));
  }

  /** The last part of the path. */
  public String name() {
    return component.getName();
  }

  public Section section() {
    return section;
  }

  public Kind kind() {
    return kind;
  }

  /** The one name that people read, in every window, table and text. */
  public String label() {
    return label;
  }

  /** One or two sentences. */
  public String help() {
    return help;
  }

  /** Behind the value, or empty. */
  public String unit() {
    return unit;
  }

  /** Whether most people want to see it. */
  public boolean isCommon() {
    return common;
  }

  /** The values there are, for a {@link Kind#CHOICE} and the {@link Kind#BACKBONE}. */
  public List<Choice> choices() {
    return choices;
  }

  /** What a missing value is called, or {@code null} where there must be one. */
  public String wordForNull() {
    return wordForNull;
  }

  /** What an empty field of the form shows, or {@code null} where it must be filled. */
  public String prompt() {
    return prompt;
  }

  /** The setting whose folder a path is relative to, or {@code null}. */
  public String relativeTo() {
    return relativeTo;
  }

  /** The values that will do, in words; empty where all do that have the type. */
  public String allowed() {
    return choices.isEmpty()
        ? allowed
        : choices.stream().map(Choice::value).collect(Collectors.joining(", "));
  }

  public String since() {
    return since;
  }

  /** The default. */
  public T defaultValue() {
    return defaultValue.get();
  }

  @SuppressWarnings("unchecked")
  public T value(ExperimentConfig config) {
    return (T) Records.get(component, Records.part(config, group()));
  }

  /** The value as people write it, {@code auto} and {@code none} included. */
  public String text(ExperimentConfig config) {
    return textOf(value(config));
  }

  String textOf(Object value) {
    return value == null ? wordForNull : ConfigJson.text(value);
  }

  public boolean isDefault(ExperimentConfig config) {
    return Objects.equals(value(config), defaultValue());
  }

  /** A value in a message: text is quoted, since it may hold anything. */
  private static String shown(Object value) {
    return value instanceof String ? "\"" + value + "\"" : ConfigJson.text(value);
  }

  /** What is wrong with the value, without the setting's name. */
  Optional<String> problem(ExperimentConfig config) {
    T value = value(config);
    return value == null
        ? Optional.empty()
        : checks.stream().map(c -> c.apply(value)).filter(Objects::nonNull).findFirst();
  }

  /** All must hold for the setting to have an effect. */
  public List<Condition> conditions() {
    return List.copyOf(conditions);
  }

  /** What keeps the setting from having an effect in {@code config}. */
  public Optional<Condition> broken(ExperimentConfig config) {
    return conditions.stream().filter(c -> !c.holds(config)).findFirst();
  }

  /** What is allowed but hardly meant, each without the setting's name. */
  List<String> warnings(ExperimentConfig config) {
    List<String> found = new ArrayList<>();
    if (!isDefault(config)) {
      broken(config).ifPresent(c -> found.add("has no effect while " + c.describe(config)));
    }
    warnings.stream().map(w -> w.apply(config)).filter(Objects::nonNull).forEach(found::add);
    return found;
  }

  /** The name of its column in expressions, options and exported tables. */
  public String columnKey() {
    return columnKey;
  }

  /** Every name by which it is found: path, label, column, key in the checkpoint, nicknames. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(path, columnKey, label));
    names.addAll(otherNames);
    checkpointKeys().stream().limit(1).forEach(names::add);
    return names;
  }

  /** The keys under which a checkpoint has it. */
  public List<String> checkpointKeys() {
    return checkpointValues.stream().map(CheckpointValue::key).toList();
  }

  /** What a checkpoint of that configuration says, by key; a value may be {@code null}. */
  public Map<String, Object> inCheckpoint(ExperimentConfig config) {
    Map<String, Object> values = new LinkedHashMap<>();
    checkpointValues.forEach(c -> values.put(c.key(), c.value().apply(config)));
    return values;
  }

  /** The part of the checkpoint's name; empty for none. */
  public String token(ExperimentConfig config) {
    return token.apply(config);
  }

  /** Where the token stands among the others. */
  public int tokenPlace() {
    return tokenPlace;
  }

  /** Whether another value makes another checkpoint. */
  public boolean inDigest() {
    return inDigest;
  }

  boolean isList() {
    return component.getType() == List.class;
  }

  boolean isPath() {
    return component.getType() == Path.class;
  }

  @Override
  public String toString() {
    return path;
  }
}
