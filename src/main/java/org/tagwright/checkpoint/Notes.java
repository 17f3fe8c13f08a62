package org.tagwright.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;

/**
 * What a person has noted of a checkpoint or of a run: a file beside the checkpoint, or in the
 * run's folder. The checkpoint itself never changes.
 *
 * @param text in the person's words, or empty
 * @param tags without spaces, each once
 * @param archived left out of tables unless it is asked for
 */
public record Notes(String text, List<String> tags, boolean starred, boolean archived) {
  public static final Notes NONE = new Notes("", List.of(), false, false);

  private static final ObjectMapper JSON = new ObjectMapper();

  public Notes {
    tags = tags.stream().distinct().sorted().toList();
    for (String tag : tags) {
      if (!tag.matches("[^\\s,]+")) {
        throw TagwrightException.input(
            "\"%s\" is no tag: a tag is one word, without spaces and commas.".formatted(tag));
      }
    }
  }

  /**
   * Where they are kept.
   *
   * @param target a checkpoint, or the folder of a run
   */
  public static Path fileOf(Path target) {
    return Files.isDirectory(target)
        ? target.resolve("notes.json")
        : target.resolveSibling(target.getFileName() + ".notes.json");
  }

  /** The notes of a checkpoint or a run; {@link #NONE} where there are none. */
  public static Notes read(Path target) {
    Path file = fileOf(target);
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      List<String> tags = new ArrayList<>();
      root.path("tags").forEach(tag -> tags.add(tag.asText()));
      return new Notes(
          root.path("text").asText(),
          tags,
          root.path("starred").asBoolean(),
          root.path("archived").asBoolean());
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (JsonProcessingException e) {
      throw TagwrightException.input(file + " is damaged. Correct it, or delete it.", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  /**
   * Reads, changes and writes the notes of a checkpoint or a run; one change of this process after
   * another, so that none is lost.
   *
   * @return the notes as they are now
   */
  public static synchronized Notes change(Path target, UnaryOperator<Notes> how) {
    Notes before = read(target);
    Notes after = how.apply(before);
    if (!after.equals(before)) {
      after.write(target);
    }
    return after;
  }

  public Notes withStarred(boolean value) {
    return new Notes(text, tags, value, archived);
  }

  public Notes withArchived(boolean value) {
    return new Notes(text, tags, starred, value);
  }

  /** Writes the file, atomically; takes it away where nothing is noted. */
  public void write(Path target) {
    Path file = fileOf(target);
    try {
      if (equals(NONE)) {
        Files.deleteIfExists(file);
        return;
      }
      ObjectNode root = JSON.createObjectNode();
      root.put("text", text);
      tags.forEach(root.putArray("tags")::add);
      root.put("starred", starred).put("archived", archived);
      AtomicFile.writeString(file, root.toPrettyString() + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
