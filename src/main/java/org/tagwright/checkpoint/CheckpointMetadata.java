package org.tagwright.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;
import org.tagwright.torchfile.TorchFile;
import org.tagwright.torchfile.tensor.OrderedDict;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * What a checkpoint says beside its weights. Reading takes milliseconds whatever the file's size.
 *
 * <p>Every field may be absent, since older scripts' checkpoints lack some; then its getter gives
 * {@code null}. A value of another kind than the field's counts as absent, is kept in {@link
 * #others}, and told in {@link #problems}.
 */
public final class CheckpointMetadata {
  /** Where we write the weights; others write them to another of {@link SavedWeights#KEYS}. */
  static final String STATE_DICT = "state_dict";

  /** Key of the dict that is Tagwright's own. */
  public static final String TAGWRIGHT = "tagwright";

  private final Map<CheckpointField, Object> fields;
  private final TagwrightExtras extras;
  private final Map<String, Object> others;
  private final List<String> problems;

  private CheckpointMetadata(
      Map<CheckpointField, Object> fields,
      TagwrightExtras extras,
      Map<String, Object> others,
      List<String> problems) {
    this.fields = fields;
    this.extras = extras;
    this.problems = List.copyOf(problems);
    this.others = Collections.unmodifiableMap(others);
  }

  /**
   * Reads the metadata of a checkpoint.
   *
   * @throws TagwrightException (INPUT) if the file is unreadable or no checkpoint
   */
  public static CheckpointMetadata read(Path file) {
    return of(TorchFile.readMetadata(file), file);
  }

  /**
   * Refuses a checkpoint that is not there, before work that needs it.
   *
   * @throws TagwrightException of kind input
   */
  public static void requireFile(Path checkpoint) {
    if (!Files.isRegularFile(checkpoint)) {
      throw TagwrightException.input(
          "There is no checkpoint " + checkpoint + ". Choose another one, or train first.");
    }
  }

  /** Whether what {@link TorchFile} read has a network's weights in a dict of their own. */
  public static boolean isCheckpoint(Object root) {
    return SavedWeights.keyIn(root) != null;
  }

  /** The metadata in what {@link TorchFile} read of {@code file}, whose name is for messages. */
  public static CheckpointMetadata of(@Nullable Object root, Path file) {
    String weights = SavedWeights.keyIn(root);
    if (!(root instanceof Map<?, ?> dict) || weights == null) {
      throw TagwrightException.input(
          "%s is a PyTorch file but no checkpoint: it has no \"%s\". Weights alone serve as"
                  .formatted(file, STATE_DICT)
              + " model.startFrom only.");
    }
    Map<CheckpointField, Object> fields = new EnumMap<>(CheckpointField.class);
    Map<String, Object> others = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    List<Double> thresholds = List.of();
    for (Map.Entry<?, ?> entry : dict.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (key.equals(weights) || key.equals(TAGWRIGHT)) {
        continue;
      }
      CheckpointField field = CheckpointField.ofKey(key).orElse(null);
      Object value = field == null ? null : field.convert(entry.getValue());
      if (value instanceof Double number && isThreshold(field) && (number < 0 || number > 1)) {
        others.put(key, entry.getValue());
        problems.add(key + " is " + number + ", not between 0 and 1");
      } else if (value != null) {
        fields.put(field, value);
      } else if (field != null && !thresholdsPerClass(field, entry.getValue()).isEmpty()) {
        thresholds = thresholdsPerClass(field, entry.getValue());
      } else if (field == null || entry.getValue() != null) {
        others.put(key, entry.getValue());
        if (field != null) {
          problems.add(FieldValues.problem(key, entry.getValue(), field.kind()));
        }
      }
    }
    TagwrightExtras extras = TagwrightExtras.of(dict.get(TAGWRIGHT), problems);
    Object classes = fields.get(CheckpointField.NUM_CLASSES);
    int names = extras.classNames().size();
    if (names > 0 && classes != null && !classes.equals((long) names)) {
      problems.add("tagwright.class_names has " + names + " names for " + classes + " classes");
    }
    if (!thresholds.isEmpty() && !extras.classThresholdsInForce()) {
      extras = extras.decidingBy(thresholds);
    }
    return new CheckpointMetadata(fields, extras, others, problems);
  }

  private static boolean isThreshold(@Nullable CheckpointField field) {
    return field == CheckpointField.BEST_THRESHOLD || field == CheckpointField.TH_MULTI_LABEL;
  }

  /** Some scripts save a threshold per class where ours save one for all. */
  @SuppressWarnings("unchecked") // as the kind says
  private static List<Double> thresholdsPerClass(CheckpointField field, Object value) {
    Object numbers =
        isThreshold(field) ? FieldValues.convert(CheckpointField.Kind.NUMBERS, value) : null;
    return numbers == null ? List.of() : (List<Double>) numbers;
  }

  /** The field's value as its {@link CheckpointField.Kind} says, or {@code null}. */
  public @Nullable Object get(CheckpointField field) {
    return fields.get(field);
  }

  /** The known fields that are there, in the order of {@link CheckpointField}. */
  public Map<CheckpointField, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** What is Tagwright's own; {@link TagwrightExtras#NONE} in another program's checkpoint. */
  public TagwrightExtras extras() {
    return extras;
  }

  /** Entries that Tagwright does not know, as {@link TorchFile} reads them. */
  public Map<String, Object> others() {
    return others;
  }

  /**
   * What is there and not understood, each as key and reason, such as {@code best_threshold is
   * "high", not a number}. Whoever uses the checkpoint tells the person.
   */
  public List<String> problems() {
    return problems;
  }

  public @Nullable String modelName() {
    return (String) get(CheckpointField.MODEL_NAME);
  }

  public @Nullable Double bestValF1() {
    return (Double) get(CheckpointField.BEST_VAL_F1);
  }

  public @Nullable Long bestEpoch() {
    return (Long) get(CheckpointField.BEST_EPOCH);
  }

  public @Nullable Long totalEpochs() {
    return (Long) get(CheckpointField.TOTAL_EPOCHS);
  }

  public @Nullable Double bestThreshold() {
    return (Double) get(CheckpointField.BEST_THRESHOLD);
  }

  public @Nullable Long numClasses() {
    return (Long) get(CheckpointField.NUM_CLASSES);
  }

  /**
   * The dict to write: the state dict, every field in order ({@code None} where absent), and {@code
   * tagwright}.
   */
  public Map<String, Object> toDict(Map<String, TorchTensor> stateDict) {
    Map<String, Object> dict = new LinkedHashMap<>();
    dict.put(STATE_DICT, new OrderedDict(stateDict));
    for (CheckpointField field : CheckpointField.values()) {
      if (fields.containsKey(field) || field.writtenAsNone()) {
        dict.put(field.key(), fields.get(field));
      }
    }
    dict.put(TAGWRIGHT, extras.toDict());
    return dict;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects fields for a new checkpoint. */
  public static final class Builder {
    private final Map<CheckpointField, Object> fields = new EnumMap<>(CheckpointField.class);
    private TagwrightExtras extras = TagwrightExtras.NONE;

    /**
     * Sets a field; {@code null} writes None.
     *
     * @param value an integer, fraction, string, boolean or list, as the field's kind says
     */
    public Builder set(CheckpointField field, Object value) {
      Object converted = value == null ? null : field.convert(value);
      if (value != null && converted == null) {
        throw new IllegalArgumentException(field.key() + " cannot be " + value);
      }
      fields.put(field, converted);
      return this;
    }

    public Builder extras(TagwrightExtras newExtras) {
      this.extras = newExtras;
      return this;
    }

    public CheckpointMetadata build() {
      fields.values().removeIf(Objects::isNull);
      return new CheckpointMetadata(fields, extras, Map.of(), List.of());
    }
  }

  @Override
  public String toString() {
    return "CheckpointMetadata" + fields + List.of(extras);
  }
}
