package org.tagwright.ui.common;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the window remembers: sizes and choices by name, in one JSON file. Reading is from memory;
 * {@link #save} writes and belongs on a background thread. Names begin with their view ({@code
 * "runs.smoothing"}). Safe for threads.
 */
public final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final ObjectNode values;
  private boolean dirty;

  private Settings(Path folder, ObjectNode values) {
    this.folder = folder;
    this.values = values;
  }

  /** Opens the settings of a folder, which need not exist. Unreadable ones count as none. */
  public static Settings open(Path folder) {
    Path file = folder.resolve("settings.json");
    if (Files.exists(file)) {
      try {
        if (JSON.readTree(file.toFile()) instanceof ObjectNode read) {
          return new Settings(folder, read);
        }
        LOG.warn("{} holds no settings; starting with none", file);
      } catch (IOException e) {
        LOG.warn("{} cannot be read; starting with no settings", file, e);
      }
    }
    return new Settings(folder, JSON.createObjectNode());
  }

  /** Where the settings, and other things that the window keeps, lie. */
  public Path folder() {
    return folder;
  }

  public synchronized String text(String name, String otherwise) {
    return values.path(name).asText(otherwise);
  }

  public synchronized double number(String name, double otherwise) {
    return values.path(name).asDouble(otherwise);
  }

  public synchronized boolean flag(String name, boolean otherwise) {
    return values.path(name).asBoolean(otherwise);
  }

  public synchronized List<String> list(String name) {
    List<String> list = new ArrayList<>();
    for (JsonNode item : values.path(name)) {
      list.add(item.asText());
    }
    return list;
  }

  /** Remembers a String, Boolean, Number or List of Strings; {@code null} forgets. */
  public synchronized void put(String name, Object value) {
    JsonNode node = JSON.valueToTree(value);
    if (value == null) {
      dirty |= values.remove(name) != null;
    } else if (!node.equals(values.get(name))) {
      values.set(name, node);
      dirty = true;
    }
  }

  /** Puts {@code item} at the head of a list without repeating it, and keeps the list short. */
  public synchronized void putFirst(String name, String item, int atMost) {
    List<String> items = list(name);
    items.remove(item);
    items.add(0, item);
    ArrayNode array = JSON.createArrayNode();
    items.stream().limit(atMost).forEach(array::add);
    put(name, array);
  }

  /** Writes what has changed since the last time, if anything. */
  public void save() throws IOException {
    byte[] bytes;
    synchronized (this) {
      if (!dirty) {
        return;
      }
      bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(values);
      dirty = false;
    }
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, "settings", ".tmp");
    Files.write(temporary, bytes);
    Files.move(
        temporary,
        folder.resolve("settings.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
