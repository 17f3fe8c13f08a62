package org.tagwright.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;

/**
 * The scores of a checkpoint on the validation images of its training with the labels of a later
 * day: a file beside the checkpoint, which itself never changes. It counts for the very checkpoint
 * that was measured; once another takes its place it is passed over.
 *
 * @param checkpointBytes size of the checkpoint that was measured
 * @param checkpointModified when that was written, milliseconds
 * @param at when it was measured
 * @param validatedOn as {@link TagwrightExtras#validatedOn}
 * @param threshold tuned on these images
 * @param metrics by key
 */
public record Revalidation(
    long checkpointBytes,
    long checkpointModified,
    Instant at,
    String validatedOn,
    double threshold,
    Map<String, Double> metrics) {
  private static final String SUFFIX = ".revalidated.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  public Revalidation {
    metrics = Map.copyOf(metrics);
  }

  /** Where it is saved. */
  public static Path fileOf(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + SUFFIX);
  }

  /** What was measured of a checkpoint as it is now. */
  public static Revalidation of(
      Path checkpoint, String validatedOn, double threshold, Map<String, Double> metrics) {
    try {
      return new Revalidation(
          Files.size(checkpoint),
          Files.getLastModifiedTime(checkpoint).toMillis(),
          Instant.now(),
          validatedOn,
          threshold,
          metrics);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(checkpoint, e);
    }
  }

  /** Writes the file, atomically. */
  public void write(Path checkpoint) {
    ObjectNode root = JSON.createObjectNode();
    root.put("checkpointBytes", checkpointBytes);
    root.put("checkpointModified", checkpointModified);
    root.put("at", at.toString());
    root.put("validatedOn", validatedOn);
    root.put("threshold", threshold);
    metrics.forEach(root.putObject("metrics")::put);
    try {
      AtomicFile.writeString(fileOf(checkpoint), root.toPrettyString() + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(fileOf(checkpoint), e);
    }
  }

  /**
   * What was measured of the checkpoint that is there now, or {@code null}.
   *
   * @throws TagwrightException of kind input where the file is damaged
   */
  public static @Nullable Revalidation read(Path checkpoint) {
    Path file = fileOf(checkpoint);
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      Map<String, Double> metrics = new LinkedHashMap<>();
      root.path("metrics")
          .properties()
          .forEach(field -> metrics.put(field.getKey(), field.getValue().asDouble()));
      Revalidation read =
          new Revalidation(
              root.path("checkpointBytes").asLong(),
              root.path("checkpointModified").asLong(),
              Instant.parse(root.path("at").asText()),
              root.path("validatedOn").asText(),
              root.path("threshold").asDouble(),
              metrics);
      boolean same =
          read.checkpointBytes == Files.size(checkpoint)
              && read.checkpointModified == Files.getLastModifiedTime(checkpoint).toMillis();
      return same ? read : null;
    } catch (NoSuchFileException e) {
      return null;
    } catch (JsonProcessingException | java.time.format.DateTimeParseException e) {
      throw TagwrightException.input(file + " is damaged. Delete it and validate again.", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }
}
