package org.tagwright.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tagwright.config.Catalogue;
import org.tagwright.config.Setting;
import org.tagwright.metric.Metric;
import org.tagwright.results.Column.Format;

/**
 * The columns that every checkpoints folder can have, the most telling ones first, and the other
 * names under which people know them. Those of settings, with their titles and names, are the
 * {@link Catalogue}'s.
 */
final class KnownColumns {
  private static final Map<String, Column> BY_KEY = new LinkedHashMap<>();
  private static final Map<String, String> OTHER_NAMES = new LinkedHashMap<>();

  /** Answers of {@link #keyOf}, which is asked the same for every checkpoint. */
  private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

  /** Keys in the order of the table; other settings follow in the order of files. */
  private static final String ORDER =
      """
      file model f1 selected_by metrics threshold epoch epochs batch_size train_batch_size_frozen
      train_batch_size_unfrozen val_batch_size learning_rate use_differential_lr backbone_base_lr
      head_base_lr base_learning_rate learning_rates lr_milestones lr_decay_factor
      freeze_backbone_at_start unfreeze_backbone_epoch pos_weight precision seed pretrained
      start_from image_size resize num_classes val_split split data_root th_multi_label
      tune_threshold val_every_n_epochs train_metrics_every_n_epochs early_stopping_enabled
      early_stopping_patience early_stopping_min_delta num_workers device validated_on run size
      modified
      revalidated starred tags note archived
      """;

  static {
    for (String key : ORDER.strip().split("\\s+")) {
      switch (key) {
        case "file" -> add(key, "File", Format.TEXT);
        case "f1" -> add(key, "F1", Format.SCORE, "best_val_f1", "score");
        case "metrics" -> {
          for (Metric metric : Metric.values()) {
            add(metric.key(), metric.title(), Format.SCORE);
          }
        }
        case "threshold" -> add(key, "Threshold", Format.NUMBER, "best_threshold");
        case "epoch" -> add(key, "Best epoch", Format.COUNT, "best_epoch");
        case "train_batch_size_unfrozen" -> add(key, "Batch size (unfrozen)", Format.COUNT);
        case "base_learning_rate" -> add(key, "Initial learning rate", Format.NUMBER);
        case "learning_rates" -> add(key, "Final learning rates", Format.TEXT);
        case "num_classes" -> add(key, "Classes", Format.COUNT);
        case "validated_on" -> add(key, "Validated on", Format.TEXT);
        case "run" -> add(key, "Run", Format.TEXT, "run_name");
        case "size" -> add(key, "Size", Format.SIZE, "bytes");
        case "modified" -> add(key, "Written", Format.TIME);
        case "revalidated" -> add(key, "Validated again", Format.TIME);
        case Column.STARRED -> add(key, "Starred", Format.FLAG);
        case Column.TAGS -> add(key, "Tags", Format.TEXT);
        case Column.NOTE -> add(key, "Note", Format.TEXT);
        case Column.ARCHIVED -> add(key, "Archived", Format.FLAG);
        default -> add(Catalogue.named(key).orElseThrow());
      }
    }
    Catalogue.inFileOrder().forEach(KnownColumns::add);
  }

  private KnownColumns() {}

  private static void add(String key, String title, Format format, String... otherNames) {
    BY_KEY.put(key, new Column(key, title, format));
    OTHER_NAMES.put(Catalogue.plain(key), key);
    for (String name : otherNames) {
      OTHER_NAMES.put(Catalogue.plain(name), key);
    }
  }

  /** The setting's column, unless it is there already. */
  private static void add(Setting<?> setting) {
    if (!BY_KEY.containsKey(setting.columnKey())) {
      add(
          setting.columnKey(),
          setting.label(),
          format(setting),
          setting.names().toArray(String[]::new));
    }
  }

  private static Format format(Setting<?> setting) {
    Object example = setting.defaultValue();
    if (setting.kind() == Setting.Kind.NUMBER) {
      return example instanceof Double ? Format.NUMBER : Format.COUNT;
    }
    return example instanceof Boolean ? Format.FLAG : Format.TEXT;
  }

  /** All, in their order. */
  static List<Column> all() {
    return new ArrayList<>(BY_KEY.values());
  }

  /** The columns of notes. */
  static List<Column> ofNotes() {
    return Stream.of(Column.STARRED, Column.TAGS, Column.NOTE, Column.ARCHIVED)
        .map(BY_KEY::get)
        .toList();
  }

  /** The column key that a key of a checkpoint or a path of the configuration goes by. */
  static String keyOf(String name) {
    String known = KEYS.get(name);
    return known != null
        ? known
        : KEYS.computeIfAbsent(name, n -> OTHER_NAMES.getOrDefault(Catalogue.plain(n), n));
  }

  static boolean isKnown(String key) {
    return BY_KEY.containsKey(key);
  }

  /** What a column says that is no setting; settings are told by the names they go by. */
  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry("file", "What tells the checkpoints apart; hover over a row for the file."),
          Map.entry("f1", "The metric that the checkpoint was selected by, at its best epoch."),
          Map.entry("selected_by", "The metric by which the best epoch was chosen."),
          Map.entry("weighted_f1", "Mean of the per-class F1, weighted by support."),
          Map.entry("macro_f1", "Plain mean of the per-class F1; absent classes count as 0."),
          Map.entry("micro_f1", "F1 of all decisions pooled."),
          Map.entry("samples_f1", "Mean over images of the F1 of the image's labels."),
          Map.entry("cf1", "Harmonic mean of mean precision and mean recall over classes."),
          Map.entry("inverse_frequency_f1", "F1 in which rare classes decide."),
          Map.entry("map", "Mean average precision over the classes that occur."),
          Map.entry("revalidated", "When it was validated again, on corrected labels."),
          Map.entry("threshold", "Scores above it predict a class."),
          Map.entry("epoch", "The epoch with the best selection metric."));

  static String help(Column column) {
    String meaning = MEANING.getOrDefault(column.key(), column.title());
    return meaning + "\nIn a filter: " + column.key() + " or " + column.title();
  }

  static @Nullable Column get(String key) {
    return BY_KEY.get(key);
  }
}
