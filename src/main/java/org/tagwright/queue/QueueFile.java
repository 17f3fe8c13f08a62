package org.tagwright.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigJson;
import org.tagwright.run.RunFolder;

/** The JSON form of a queue. */
record QueueFile(Path file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VERSION = 1;

  /** The entries in order; none where there is no file. */
  List<QueueEntry> read() {
    try {
      List<QueueEntry> entries = new ArrayList<>();
      for (JsonNode node : JSON.readTree(Files.readString(file)).path("entries")) {
        entries.add(entry(node));
      }
      return entries;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (JsonProcessingException | DateTimeParseException e) {
      throw TagwrightException.input(
          file + " is damaged: " + e.getMessage() + ". Delete it to begin with an empty queue.", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  private QueueEntry entry(JsonNode node) {
    return new QueueEntry(
        node.path("id").asText(),
        node.path("title").asText(),
        Instant.parse(node.path("added").asText()),
        ConfigJson.parse(node.path("config").toString(), file.toString()),
        node.hasNonNull("run") ? new RunFolder(Path.of(node.get("run").asText())) : null,
        node.hasNonNull("problem") ? node.get("problem").asText() : null);
  }

  void write(List<QueueEntry> entries) {
    try {
      ObjectNode root = JSON.createObjectNode().put("v", VERSION);
      ArrayNode list = root.putArray("entries");
      for (QueueEntry entry : entries) {
        ObjectNode node = list.addObject();
        node.put("id", entry.id()).put("title", entry.title());
        node.put("added", entry.added().toString());
        node.put("run", entry.run() == null ? null : entry.run().path().toString());
        node.put("problem", entry.problem());
        node.set("config", JSON.readTree(ConfigJson.write(entry.config())));
      }
      AtomicFile.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
