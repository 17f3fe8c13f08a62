package org.tagwright.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tagwright.common.NearestName;

/**
 * The fields of {@link ExperimentConfig} by path, taken from the records themselves: a new record
 * component is at once a JSON field, a {@code --set} path and part of checkpoint names.
 */
public final class ConfigFields {
  /** Fields that may be {@code null}, with the word that says so. */
  static final Map<String, String> WORD_FOR_NULL =
      Map.of(
          "data.classes", "none",
          "data.workers", "auto",
          "model.startFrom", "none",
          "training.batchSizeFrozen", "same",
          "training.threads", "auto");

  /** Paths that are made absolute on reading; the others are relative to these. */
  static final Set<String> ABSOLUTE_PATHS =
      Set.of(
          "data.root",
          "model.startFrom",
          "model.weightsFolder",
          "output.trainedModels",
          "output.runs",
          "output.predictions");

  private static final Map<String, Field> FIELDS = collect();

  private ConfigFields() {}

  /**
   * One field.
   *
   * @param group the record it stands in, such as {@code training}
   */
  record Field(String group, RecordComponent component) {
    String path() {
      return group + "." + component.getName();
    }

    Type type() {
      return component.getGenericType();
    }

    boolean isList() {
      return component.getType() == List.class;
    }
  }

  /** All paths, in the order of the records. */
  public static List<String> paths() {
    return List.copyOf(FIELDS.keySet());
  }

  /** The field's value in {@code config}: a number, text, path, enum constant, list or null. */
  public static Object value(ExperimentConfig config, String path) {
    Field field = field(path).orElseThrow(() -> new IllegalArgumentException(path));
    for (RecordComponent group : ExperimentConfig.class.getRecordComponents()) {
      if (group.getName().equals(field.group())) {
        return get(field.component(), get(group, config));
      }
    }
    throw new IllegalArgumentException(path);
  }

  /** The field's value as people write it, {@code auto} and {@code none} included. */
  public static String text(ExperimentConfig config, String path) {
    Object value = value(config, path);
    return value == null ? WORD_FOR_NULL.get(path) : ConfigJson.text(value);
  }

  static Optional<Field> field(String path) {
    return Optional.ofNullable(FIELDS.get(path));
  }

  static List<String> groups() {
    return Arrays.stream(ExperimentConfig.class.getRecordComponents())
        .map(RecordComponent::getName)
        .toList();
  }

  /**
   * The known path that an unknown one most likely means: a field of the same group, or of that
   * name in another group.
   */
  static String nearest(String path) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    String group = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (Field field : FIELDS.values()) {
      int elsewhere = NearestName.distance(group, field.group()) == 0 ? 0 : 1;
      int distance = 2 * NearestName.distance(name, field.component().getName()) + elsewhere;
      int whole = 2 * NearestName.distance(path, field.path());
      if (Math.min(distance, whole) < least) {
        least = Math.min(distance, whole);
        nearest = field.path();
      }
    }
    for (String known : groups()) {
      if (group.isEmpty() && 2 * NearestName.distance(name, known) < least) {
        least = 2 * NearestName.distance(name, known);
        nearest = known;
      }
    }
    return nearest;
  }

  static Object get(RecordComponent component, Object target) {
    try {
      return component.getAccessor().invoke(target);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Field> collect() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (RecordComponent group : ExperimentConfig.class.getRecordComponents()) {
      for (RecordComponent component : group.getType().getRecordComponents()) {
        Field field = new Field(group.getName(), component);
        fields.put(field.path(), field);
      }
    }
    return fields;
  }
}
