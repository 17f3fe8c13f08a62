package org.tagwright.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tagwright.metric.Metric;
import org.tagwright.results.Column.Format;

/**
 * The columns that every checkpoints folder can have, the most telling ones first, and the other
 * names under which people know them: the key in the checkpoint and the configuration's path.
 */
final class KnownColumns {
  private static final Map<String, Column> BY_KEY = new LinkedHashMap<>();
  private static final Map<String, String> OTHER_NAMES = new LinkedHashMap<>();

  /** Answers of {@link #keyOf}, which is asked the same for every checkpoint. */
  private static final Map<String, String> KEYS = new ConcurrentHashMap<>();

  static {
    add("file", "File", Format.TEXT);
    add("model", "Model", Format.TEXT, "model_name", "model.backbone", "backbone");
    add("f1", "F1", Format.SCORE, "best_val_f1", "score");
    add("selected_by", "Selected by", Format.TEXT, "validation.selectBy", "selection_metric");
    for (Metric metric : Metric.values()) {
      add(metric.key(), metric.title(), Format.SCORE);
    }
    add("threshold", "Threshold", Format.NUMBER, "best_threshold");
    add("epoch", "Best epoch", Format.COUNT, "best_epoch");
    add("epochs", "Epochs", Format.COUNT, "total_epochs", "training.epochs");
    add("batch_size", "Batch", Format.COUNT, "training.batchSize");
    add("train_batch_size_frozen", "Batch frozen", Format.COUNT, "training.batchSizeFrozen");
    add("train_batch_size_unfrozen", "Batch unfrozen", Format.COUNT);
    add("val_batch_size", "Val. batch", Format.COUNT, "training.valBatchSize");
    add("learning_rate", "LR", Format.NUMBER, "training.learningRate", "lr");
    add("use_differential_lr", "Differential", Format.FLAG, "training.differential");
    add("backbone_base_lr", "LR backbone", Format.NUMBER, "training.backboneLearningRate");
    add("head_base_lr", "LR head", Format.NUMBER, "training.headLearningRate");
    add("base_learning_rate", "LR base", Format.NUMBER);
    add("learning_rates", "LRs at the end", Format.TEXT);
    add("lr_milestones", "Milestones", Format.TEXT, "training.milestones");
    add("lr_decay_factor", "Decay", Format.NUMBER, "training.decayFactor");
    add("freeze_backbone_at_start", "Freeze", Format.FLAG, "training.freezeBackboneAtStart");
    add("unfreeze_backbone_epoch", "Unfreeze at", Format.COUNT, "training.unfreezeBackboneEpoch");
    add("pos_weight", "Pos. weight", Format.TEXT, "training.posWeight");
    add("precision", "Precision", Format.TEXT, "training.precision");
    add("seed", "Seed", Format.COUNT, "training.seed");
    add("pretrained", "Pretrained", Format.FLAG, "model.pretrained");
    add("start_from", "Started from", Format.TEXT, "model.startFrom");
    add("image_size", "Image size", Format.COUNT, "data.imageSize");
    add("resize", "Resize", Format.TEXT, "data.resize");
    add("num_classes", "Classes", Format.COUNT);
    add("val_split", "Val. split", Format.NUMBER, "data.valSplit");
    add("split", "Split", Format.TEXT, "data.split");
    add("data_root", "Data", Format.TEXT, "data.root");
    add("th_multi_label", "Threshold set", Format.NUMBER, "validation.threshold");
    add("tune_threshold", "Tuning", Format.TEXT, "validation.tuneThreshold");
    add("val_every_n_epochs", "Val. every", Format.COUNT, "validation.everyNEpochs");
    add(
        "train_metrics_every_n_epochs",
        "Train metrics every",
        Format.COUNT,
        "validation.trainMetricsEveryNEpochs");
    add("early_stopping_enabled", "Early stop", Format.FLAG, "earlyStopping.enabled");
    add("early_stopping_patience", "Patience", Format.COUNT, "earlyStopping.patience");
    add("early_stopping_min_delta", "Min. delta", Format.NUMBER, "earlyStopping.minDelta");
    add("num_workers", "Workers", Format.COUNT, "data.workers");
    add("device", "Device", Format.TEXT, "training.device");
    add("run", "Run", Format.TEXT, "run_name");
    add("size", "Size", Format.SIZE, "bytes");
    add("modified", "Written", Format.TIME);
  }

  private KnownColumns() {}

  private static void add(String key, String title, Format format, String... otherNames) {
    BY_KEY.put(key, new Column(key, title, format));
    OTHER_NAMES.put(plain(key), key);
    for (String name : otherNames) {
      OTHER_NAMES.put(plain(name), key);
    }
  }

  /** All, in their order. */
  static List<Column> all() {
    return new ArrayList<>(BY_KEY.values());
  }

  /** The column key that a key of a checkpoint or a path of the configuration goes by. */
  static String keyOf(String name) {
    String known = KEYS.get(name);
    return known != null
        ? known
        : KEYS.computeIfAbsent(name, n -> OTHER_NAMES.getOrDefault(plain(n), n));
  }

  static boolean isKnown(String key) {
    return BY_KEY.containsKey(key);
  }

  static Column get(String key) {
    return BY_KEY.get(key);
  }

  /** Spelling that people mix up does not count: case, underscores, dots and dashes. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }
}
