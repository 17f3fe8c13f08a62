package org.tagwright.run.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;

/**
 * The job that a run was given to, and what the scheduler said of it last: a file in the run's
 * folder, so that whoever reads the folder knows, also where no scheduler can be asked.
 *
 * @param profile the name of the cluster's profile
 * @param id as the scheduler's commands take it, such as {@code 12} or {@code 12_3}; {@code null}
 *     while it is being submitted
 * @param log what the scheduler itself writes of the job
 * @param submitted when it was handed over
 * @param word the scheduler's own word, such as {@code NODE_FAIL}; empty before it was asked
 * @param reason why it waits or ended, in the scheduler's words; empty for none
 * @param node where it runs or ran; empty before
 * @param elapsed time used since it was last started
 * @param limit of that time, or {@code null} for none
 * @param restarts how often it was requeued and started again
 */
public record RunJob(
    String profile,
    @Nullable String id,
    Path log,
    Instant submitted,
    JobState state,
    String word,
    String reason,
    String node,
    Duration elapsed,
    @Nullable Duration limit,
    int restarts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One that is about to be submitted. */
  public static RunJob submitting(String profile, Path log, Instant now) {
    return new RunJob(
        profile, null, log, now, JobState.PENDING, "", "", "", Duration.ZERO, null, 0);
  }

  /** Whether the scheduler still has it, as far as is known. */
  public boolean active() {
    return state != JobState.ENDED;
  }

  public RunJob withId(String given) {
    return new RunJob(
        profile, given, log, submitted, state, word, reason, node, elapsed, limit, restarts);
  }

  /** The same as the scheduler sees it now. */
  public RunJob seen(
      JobState now,
      String itsWord,
      String why,
      String where,
      Duration used,
      @Nullable Duration ofAtMost,
      int again) {
    return new RunJob(profile, id, log, submitted, now, itsWord, why, where, used, ofAtMost, again);
  }

  /** The same, over. */
  public RunJob ended(String itsWord, String why) {
    return seen(JobState.ENDED, itsWord, why, node, elapsed, limit, restarts);
  }

  /** Empty where the run was never given to a scheduler. */
  public static Optional<RunJob> read(Path file) {
    try {
      JsonNode node = JSON.readTree(Files.readString(file));
      return Optional.of(
          new RunJob(
              node.path("profile").asText(),
              node.hasNonNull("id") ? node.get("id").asText() : null,
              Path.of(node.path("log").asText()),
              Instant.parse(node.path("submitted").asText()),
              JobState.valueOf(node.path("state").asText()),
              node.path("word").asText(),
              node.path("reason").asText(),
              node.path("node").asText(),
              Duration.ofSeconds(node.path("elapsedSeconds").asLong()),
              node.hasNonNull("limitSeconds")
                  ? Duration.ofSeconds(node.get("limitSeconds").asLong())
                  : null,
              node.path("restarts").asInt()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException | DateTimeParseException | IllegalArgumentException e) {
      throw TagwrightException.input(
          file + " is damaged: " + e.getMessage() + ". Delete it if the job is over.", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  /** Replaces the file. */
  public void write(Path file) {
    ObjectNode node = JSON.createObjectNode();
    node.put("v", 1).put("profile", profile).put("id", id).put("log", log.toString());
    node.put("submitted", submitted.toString()).put("state", state.name()).put("word", word);
    node.put("reason", reason).put("node", node()).put("elapsedSeconds", elapsed.toSeconds());
    node.put("limitSeconds", limit == null ? null : limit.toSeconds());
    node.put("restarts", restarts);
    try {
      AtomicFile.writeString(file, node + "\n");
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
