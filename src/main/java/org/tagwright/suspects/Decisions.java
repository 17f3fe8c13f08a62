package org.tagwright.suspects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.LineLog;
import org.tagwright.common.TagwrightException;

/**
 * What was decided of suspect labels: {@code suspects-reviewed.jsonl} beside the label folder, a
 * line per decision, appended and on disk at once. A kill costs no more than the line that is being
 * written. The last line about a label counts; label folders that are in one folder share the file.
 *
 * <p>A decision is about a label as it was given: where the label has changed since, it is asked
 * about again. Safe for use from many threads.
 */
public final class Decisions {
  public static final String FILE_NAME = "suspects-reviewed.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Written by an undo. */
  private static final String TAKEN_BACK = "open";

  /** Within one process the operating system's locks do not tell threads apart. */
  private static final Object APPENDING = new Object();

  private record Key(String stem, String className, boolean given) {}

  private final Path file;
  private final String folder;
  private final Map<Key, Verdict> verdicts = new HashMap<>();

  private Decisions(Path file, String folder) {
    this.file = file;
    this.folder = folder;
  }

  /**
   * Reads what was decided of the labels in a folder.
   *
   * @throws TagwrightException of kind input where a line is no decision
   */
  public static Decisions of(Path labels) {
    Path folder = labels.toAbsolutePath().normalize();
    Decisions decisions =
        new Decisions(folder.resolveSibling(FILE_NAME), folder.getFileName().toString());
    decisions.read();
    return decisions;
  }

  private void read() {
    List<String> lines;
    try {
      lines = LineLog.read(file);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          note(JSON.readTree(lines.get(i)));
        } catch (JsonProcessingException | IllegalArgumentException e) {
          throw TagwrightException.input(
              "%s, line %d is not a decision about a suspect label. Delete that line."
                  .formatted(file, i + 1),
              e);
        }
      }
    }
  }

  private void note(JsonNode line) {
    if (!line.path("labels").asText().equals(folder)) {
      return;
    }
    Key key =
        new Key(
            line.path("image").asText(),
            line.path("class").asText(),
            line.path("given").asText().equals("present"));
    String verdict = line.path("decision").asText();
    note(
        key, verdict.equals(TAKEN_BACK) ? null : Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)));
  }

  private void note(Key key, @Nullable Verdict verdict) {
    if (verdict == null) {
      verdicts.remove(key);
    } else {
      verdicts.put(key, verdict);
    }
  }

  private static Key key(SuspectLabel label) {
    return new Key(label.stem(), label.className(), label.given());
  }

  /** What was decided, or {@code null}: nothing yet. */
  public synchronized @Nullable Verdict of(SuspectLabel label) {
    return verdicts.get(key(label));
  }

  /** How many labels were decided about. */
  public synchronized int count() {
    return verdicts.size();
  }

  /**
   * Remembers a decision; it is on disk when this returns.
   *
   * @param verdict {@code null} takes an earlier one back
   */
  public synchronized void decide(SuspectLabel label, @Nullable Verdict verdict) {
    ObjectNode line = JSON.createObjectNode();
    line.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    line.put("labels", folder);
    line.put("image", label.stem());
    line.put("class", label.className());
    line.put("given", label.given() ? "present" : "absent");
    line.put("score", label.score());
    line.put("decision", verdict == null ? TAKEN_BACK : verdict.word());
    append(line + "\n");
    note(key(label), verdict);
  }

  private void append(String line) {
    synchronized (APPENDING) {
      appendAlone(line);
    }
  }

  private void appendAlone(String line) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.lock(); // until it is closed: of two windows neither overwrites the other's line
      LineLog.on(channel).append(line);
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
