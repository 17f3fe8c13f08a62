package org.tagwright.checkpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a checkpoint holds that only Tagwright writes: the dict {@code tagwright}. Any component may
 * be {@code null} or empty; unknown keys of later versions are ignored.
 */
public record TagwrightExtras(
    /** Version of this dict. */
    Long schema,
    /** Key of the metric that chose this checkpoint, such as {@code weighted_f1}. */
    String selectionMetric,
    /** Every validation metric at the best epoch, by key. */
    Map<String, Double> metrics,
    /** Threshold per class, in the order of the classes. */
    List<Double> classThresholds,
    List<String> classNames,
    /** Side of the network input, pixels. */
    Long imageSize,
    /** {@code squash} or {@code crop}. */
    String resize,
    /** Name of the run's folder. */
    String run,
    /** The whole configuration, as in {@code config.json}. */
    String configJson,
    /** Whether a person has decided that the thresholds per class are used, not the global one. */
    boolean classThresholdsInForce,
    /** Number format of the backbone's arithmetic in training, such as {@code bf16}. */
    String precision) {

  public static final long CURRENT_SCHEMA = 1;

  /** Key of {@link #classThresholds}. */
  public static final String CLASS_THRESHOLDS = "class_thresholds";

  /** Key of {@link #classThresholdsInForce}; absent counts as false. */
  public static final String CLASS_THRESHOLDS_IN_FORCE = "class_thresholds_in_force";

  /** Nothing known, as in a checkpoint of another program. */
  public static final TagwrightExtras NONE =
      new TagwrightExtras(null, null, Map.of(), List.of(), List.of(), null, null, null, null);

  public TagwrightExtras {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    classThresholds = List.copyOf(classThresholds);
    classNames = List.copyOf(classNames);
  }

  /** As training writes them: the global threshold is in force. */
  public TagwrightExtras(
      Long schema,
      String selectionMetric,
      Map<String, Double> metrics,
      List<Double> classThresholds,
      List<String> classNames,
      Long imageSize,
      String resize,
      String run,
      String configJson) {
    this(
        schema,
        selectionMetric,
        metrics,
        classThresholds,
        classNames,
        imageSize,
        resize,
        run,
        configJson,
        false,
        null);
  }

  static TagwrightExtras of(Object dict) {
    if (!(dict instanceof Map<?, ?> map)) {
      return NONE;
    }
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (map.get("metrics") instanceof Map<?, ?> saved) {
      saved.forEach(
          (key, value) -> {
            if (key instanceof String name && value instanceof Number number) {
              metrics.put(name, number.doubleValue());
            }
          });
    }
    return new TagwrightExtras(
        map.get("schema") instanceof Long n ? n : null,
        text(map, "selection_metric"),
        metrics,
        items(map, CLASS_THRESHOLDS, Double.class),
        items(map, "class_names", String.class),
        map.get("image_size") instanceof Long n ? n : null,
        text(map, "resize"),
        text(map, "run"),
        text(map, "config"),
        Boolean.TRUE.equals(map.get(CLASS_THRESHOLDS_IN_FORCE)),
        text(map, "precision"));
  }

  Map<String, Object> toDict() {
    Map<String, Object> dict = new LinkedHashMap<>();
    dict.put("schema", schema);
    dict.put("selection_metric", selectionMetric);
    dict.put("metrics", metrics);
    dict.put(CLASS_THRESHOLDS, classThresholds);
    dict.put("class_names", classNames);
    dict.put("image_size", imageSize);
    dict.put("resize", resize);
    dict.put("run", run);
    dict.put("config", configJson);
    if (precision != null) {
      dict.put("precision", precision);
    }
    if (classThresholdsInForce) {
      dict.put(CLASS_THRESHOLDS_IN_FORCE, true);
    }
    return dict;
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text : null;
  }

  private static <T> List<T> items(Map<?, ?> map, String key, Class<T> type) {
    List<T> result = new ArrayList<>();
    if (map.get(key) instanceof List<?> list) {
      for (Object item : list) {
        if (!type.isInstance(item)) {
          return List.of();
        }
        result.add(type.cast(item));
      }
    }
    return result;
  }
}
