package org.tagwright.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointField.Kind;
import org.tagwright.config.ExperimentConfig.ExifOrientation;

/**
 * What a checkpoint holds that only Tagwright writes: the dict {@code tagwright}. Any component may
 * be {@code null} or empty; unknown keys of later versions are ignored.
 */
public record TagwrightExtras(
    /** Version of this dict. */
    @Nullable Long schema,
    /** Key of the metric that chose this checkpoint, such as {@code weighted_f1}. */
    @Nullable String selectionMetric,
    /** Every validation metric at the best epoch, by key. */
    Map<String, Double> metrics,
    /** Threshold per class, in the order of the classes. */
    List<Double> classThresholds,
    List<String> classNames,
    /** Side of the network input, pixels. */
    @Nullable Long imageSize,
    /** {@code squash} or {@code crop}. */
    @Nullable String resize,
    /** What the shortest side was resized to before a crop, where that is not the input's side. */
    @Nullable Long resizeSize,
    /** {@code bicubic}, or {@code null} for bilinear. */
    @Nullable String interpolation,
    /** {@code apply} where photos were turned upright by their Exif data, else {@code null}. */
    @Nullable String orientation,
    /** Name of the run's folder. */
    @Nullable String run,
    /** The whole configuration, as in {@code config.json}. */
    @Nullable String configJson,
    /** Whether a person has decided that the thresholds per class are used, not the global one. */
    boolean classThresholdsInForce,
    /** Number format of the backbone's arithmetic in training, such as {@code bf16}. */
    @Nullable String precision,
    /**
     * What the metrics were measured on: digits that stand for the validation images, {@code -},
     * digits that stand for their labels.
     */
    @Nullable String validatedOn) {

  public static final long CURRENT_SCHEMA = 1;

  /** Key of {@link #classThresholds}. */
  public static final String CLASS_THRESHOLDS = "class_thresholds";

  /** Key of {@link #classThresholdsInForce}; absent counts as false. */
  public static final String CLASS_THRESHOLDS_IN_FORCE = "class_thresholds_in_force";

  /** Key of {@link #validatedOn}. */
  public static final String VALIDATED_ON = "validated_on";

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
      @Nullable Long schema,
      @Nullable String selectionMetric,
      Map<String, Double> metrics,
      List<Double> classThresholds,
      List<String> classNames,
      @Nullable Long imageSize,
      @Nullable String resize,
      @Nullable String run,
      @Nullable String configJson) {
    this(
        schema,
        selectionMetric,
        metrics,
        classThresholds,
        classNames,
        imageSize,
        resize,
        null,
        null,
        null,
        run,
        configJson,
        false,
        null,
        null);
  }

  /**
   * What the dict says.
   *
   * @param problems takes what it says that is not understood
   */
  @SuppressWarnings("unchecked") // as each kind says
  static TagwrightExtras of(@Nullable Object dict, List<String> problems) {
    if (!(dict instanceof Map<?, ?> map)) {
      if (dict != null) {
        problems.add(CheckpointMetadata.TAGWRIGHT + " is no dict");
      }
      return NONE;
    }
    UnaryOperator<Object> none = value -> value == null ? List.of() : value;
    Reader read =
        (key, kind) -> FieldValues.of(map, CheckpointMetadata.TAGWRIGHT + ".", key, kind, problems);
    Map<String, Double> metrics = new LinkedHashMap<>();
    if (map.get("metrics") instanceof Map<?, ?> saved) {
      for (Object name : saved.keySet()) {
        String key = String.valueOf(name);
        Object value = FieldValues.of(saved, "tagwright.metrics.", key, Kind.NUMBER, problems);
        if (value != null) {
          metrics.put(key, (Double) value);
        }
      }
    }
    return new TagwrightExtras(
        (Long) read.value("schema", Kind.INTEGER),
        (String) read.value("selection_metric", Kind.TEXT),
        metrics,
        (List<Double>) none.apply(read.value(CLASS_THRESHOLDS, Kind.NUMBERS)),
        (List<String>) none.apply(read.value("class_names", Kind.TEXTS)),
        (Long) read.value("image_size", Kind.INTEGER),
        choice(read, "resize", List.of("squash", "crop"), problems),
        (Long) read.value("resize_size", Kind.INTEGER),
        choice(read, "interpolation", List.of("bilinear", "bicubic"), problems),
        choice(read, "orientation", List.of("ignore", "apply"), problems),
        (String) read.value("run", Kind.TEXT),
        (String) read.value("config", Kind.TEXT),
        Boolean.TRUE.equals(read.value(CLASS_THRESHOLDS_IN_FORCE, Kind.FLAG)),
        (String) read.value("precision", Kind.TEXT),
        (String) read.value(VALIDATED_ON, Kind.TEXT));
  }

  private static @Nullable String choice(
      Reader read, String key, List<String> choices, List<String> problems) {
    String said = (String) read.value(key, Kind.TEXT);
    if (said == null || choices.contains(said)) {
      return said;
    }
    problems.add(
        "%s.%s is \"%s\", not %s"
            .formatted(CheckpointMetadata.TAGWRIGHT, key, said, String.join(" or ", choices)));
    return null;
  }

  private interface Reader {
    @Nullable Object value(String key, Kind kind);
  }

  /** Whether photos are turned upright before the network sees them. */
  public ExifOrientation exifOrientation() {
    return "apply".equals(orientation) ? ExifOrientation.APPLY : ExifOrientation.IGNORE;
  }

  /** The same with thresholds per class that decide. */
  TagwrightExtras decidingBy(List<Double> thresholds) {
    return new TagwrightExtras(
        schema,
        selectionMetric,
        metrics,
        thresholds,
        classNames,
        imageSize,
        resize,
        resizeSize,
        interpolation,
        orientation,
        run,
        configJson,
        true,
        precision,
        validatedOn);
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
    if (resizeSize != null) {
      dict.put("resize_size", resizeSize);
    }
    if (interpolation != null) {
      dict.put("interpolation", interpolation);
    }
    if (orientation != null) {
      dict.put("orientation", orientation);
    }
    dict.put("run", run);
    dict.put("config", configJson);
    if (precision != null) {
      dict.put("precision", precision);
    }
    if (validatedOn != null) {
      dict.put(VALIDATED_ON, validatedOn);
    }
    if (classThresholdsInForce) {
      dict.put(CLASS_THRESHOLDS_IN_FORCE, true);
    }
    return dict;
  }
}
