package org.tagwright.ui.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ConfigJson;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;

/**
 * Files of the form: the draft (texts as typed, right or wrong, so that a crash loses nothing) and
 * configurations that the person opens and saves. Reads and writes disks.
 */
final class DraftStore {
  private static final Logger LOG = LoggerFactory.getLogger(DraftStore.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path draftFile;

  DraftStore(Path settingsFolder) {
    this.draftFile = settingsFolder.resolve("draft.json");
  }

  /** The texts of the last time by field path; empty the first time. */
  Map<String, String> loadDraft() {
    try {
      return JSON.readValue(draftFile.toFile(), new TypeReference<Map<String, String>>() {});
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      return Map.of();
    } catch (IOException e) {
      LOG.warn("The draft in {} cannot be read; the form starts with defaults", draftFile, e);
      return Map.of();
    }
  }

  void saveDraft(Map<String, String> texts) {
    try {
      Files.createDirectories(draftFile.getParent());
      AtomicFile.writeString(
          draftFile, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(texts));
    } catch (IOException e) {
      throw TagwrightException.failure(
          "Cannot keep the draft in " + draftFile + ": " + e.getMessage(), e);
    }
  }

  /** The texts of a configuration or sweep file. */
  static Map<String, String> open(Path file) {
    Sweep sweep = Sweep.read(file);
    Map<String, String> texts = texts(sweep.written());
    sweep
        .axes()
        .forEach(
            (path, values) ->
                texts.put(
                    path, String.join(FieldText.separator(Catalogue.get(path)) + " ", values)));
    return texts;
  }

  static Map<String, String> texts(ExperimentConfig config) {
    Map<String, String> texts = new LinkedHashMap<>();
    Catalogue.all().forEach(setting -> texts.put(setting.path(), FieldText.of(setting, config)));
    return texts;
  }

  /** Writes a configuration, or a sweep with lists for its fields. */
  static void save(Draft draft, Path file) {
    try {
      AtomicFile.writeString(file, json(draft));
    } catch (IOException e) {
      throw TagwrightException.failure("Cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  static String json(Draft draft) throws IOException {
    if (draft.axes().isEmpty()) {
      return ConfigJson.writeAll(draft.written());
    }
    ObjectNode json = (ObjectNode) JSON.readTree(ConfigJson.writeAll(draft.written()));
    for (Map.Entry<String, List<String>> axis : draft.axes().entrySet()) {
      int dot = axis.getKey().indexOf('.');
      String group = axis.getKey().substring(0, dot);
      String name = axis.getKey().substring(dot + 1);
      ArrayNode values = JSON.createArrayNode();
      for (String value : axis.getValue()) {
        ExperimentConfig one = ConfigJson.with(draft.written(), axis.getKey(), value);
        JsonNode node = JSON.readTree(ConfigJson.writeAll(one)).path(group).path(name);
        values.add(node);
      }
      ((ObjectNode) json.path(group)).set(name, values);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
  }
}
