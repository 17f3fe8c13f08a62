package org.tagwright.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointMetadata;
import org.tagwright.checkpoint.Notes;
import org.tagwright.checkpoint.Revalidation;
import org.tagwright.checkpoint.TagwrightExtras;
import org.tagwright.config.Catalogue;
import org.tagwright.config.Condition;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Setting;

/**
 * A checkpoint's metadata as the values of a row: text, Double, Boolean or Instant by column key.
 *
 * <p>All scores are of the best epoch: {@code f1} is the selection metric's value there (the
 * checkpoint's {@code best_val_f1}), and the metrics under their own names come with it. The older
 * project's checkpoints don't say which metric chose them, so {@code selected_by} is missing there.
 */
final class CheckpointValues {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, Object> values = new LinkedHashMap<>();

  private CheckpointValues() {}

  static CheckpointRow row(
      Path root, Path file, long bytes, Instant modified, CheckpointMetadata metadata) {
    CheckpointValues made = new CheckpointValues();
    made.putRevalidation(Revalidation.read(file), metadata.extras().selectionMetric());
    made.put("file", root.relativize(file).toString().replace('\\', '/'));
    metadata.fields().forEach((field, value) -> made.put(KnownColumns.keyOf(field.key()), value));
    TagwrightExtras extras = metadata.extras();
    made.put("selected_by", extras.selectionMetric());
    extras.metrics().forEach(made::put);
    made.put("image_size", extras.imageSize());
    made.put("resize", extras.resize());
    made.put("run", extras.run());
    made.put(TagwrightExtras.VALIDATED_ON, extras.validatedOn());
    if (extras.configJson() != null) {
      made.putConfiguration(extras.configJson());
    }
    metadata.others().forEach(made::putIfSimple);
    made.removeWhatHadNoEffect();
    if (!metadata.problems().isEmpty()) {
      made.put("not_understood", String.join("; ", metadata.problems()));
    }
    made.putNotes(Notes.read(file));
    made.put("size", bytes);
    made.put("modified", modified);
    return new CheckpointRow(file, bytes, modified, made.values);
  }

  private void putNotes(Notes notes) {
    put(Column.STARRED, notes.starred() ? true : null);
    put(Column.ARCHIVED, notes.archived() ? true : null);
    put(Column.TAGS, notes.tags().isEmpty() ? null : String.join(" ", notes.tags()));
    put(Column.NOTE, notes.text().isEmpty() ? null : notes.text());
  }

  /** Scores on corrected labels come in place of those of the training. */
  private void putRevalidation(@Nullable Revalidation again, @Nullable String selectionMetric) {
    if (again != null) {
      put("f1", again.metrics().get(selectionMetric));
      put(KnownColumns.keyOf(CheckpointField.BEST_THRESHOLD.key()), again.threshold());
      again.metrics().forEach(this::put);
      put(TagwrightExtras.VALIDATED_ON, again.validatedOn());
      put("revalidated", again.at());
    }
  }

  /** The first value of a column stays: what the checkpoint itself says comes first. */
  private void put(String key, @Nullable Object value) {
    if (value instanceof Number number) {
      values.putIfAbsent(key, number.doubleValue());
    } else if (value instanceof List<?> list) {
      values.putIfAbsent(key, Column.list(list));
    } else if (value != null) {
      values.putIfAbsent(key, value);
    }
  }

  /** A configuration names settings that were not in force: none of them may pass for one. */
  private void removeWhatHadNoEffect() {
    for (Setting<?> setting : Catalogue.all()) {
      if (setting.conditions().stream().anyMatch(this::isBroken)) {
        values.remove(setting.columnKey());
        values.keySet().removeAll(setting.checkpointKeys());
      }
    }
  }

  /** As far as a row can tell: a setting that a later version added is left out at its default. */
  private boolean isBroken(Condition condition) {
    Setting<?> other = Catalogue.get(condition.path());
    Object found = values.get(other.columnKey());
    if (found == null && !other.since().equals(Setting.FIRST_VERSION)) {
      found = other.text(ExperimentConfig.defaults());
    }
    if (condition.value() == null) {
      return found != null && condition.equal();
    }
    // Tables keep the cells that they had in the first version.
    return found != null
        && (condition.value() instanceof Boolean || !condition.isOfFirstVersion())
        && condition.text().equals(found.toString()) != condition.equal();
  }

  private void putIfSimple(String key, Object value) {
    if (value instanceof Number || value instanceof String || value instanceof Boolean) {
      put(KnownColumns.keyOf(key), value);
    }
  }

  private void putConfiguration(String json) {
    try {
      putFields("", MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      // A row is worth more than its configuration: say so in the table, and go on.
      put("configuration", "unreadable: " + e.getOriginalMessage());
    }
  }

  private void putFields(String path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              field ->
                  putFields(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue()));
    } else if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(simple(item)));
      put(KnownColumns.keyOf(path), Column.list(items));
    } else {
      put(KnownColumns.keyOf(path), simple(node));
    }
  }

  /** A number, text, truth value or {@code null}. */
  private static Object simple(JsonNode node) {
    if (node.isNumber()) {
      return node.numberValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.textValue();
  }
}
