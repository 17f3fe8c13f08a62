package org.tagwright.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.LineLog;
import org.tagwright.common.TagwrightException;
import org.tagwright.run.RunLock;

/**
 * The labels of a watched folder, a JSON line per image behind a line on how they were made. The
 * file is its own memory of what is labelled: a line is there whole or not at all, whenever the
 * process is killed, so that no image is lost and none is labelled twice.
 */
final class WatchLog implements AutoCloseable {
  static final String SUFFIX = ".jsonl";

  private static final String FORMAT = "tagwright-watch";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How the labels are made; a file goes on only where all of it is the same.
   *
   * @param checkpoint absolute
   * @param digest of the checkpoint's content
   * @param thresholds by class index; a class is a label where its score is above
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Header(
      @JsonProperty("format") String format,
      @JsonProperty("version") int version,
      @JsonProperty("checkpoint") String checkpoint,
      @JsonProperty("digest") String digest,
      @JsonProperty("model") @Nullable String model,
      @JsonProperty("imagesFolder") String imagesFolder,
      @JsonProperty("classes") List<String> classes,
      @JsonProperty("thresholds") List<Double> thresholds,
      @JsonProperty("augment") @Nullable String augment) {

    static Header of(
        Path checkpoint,
        String digest,
        @Nullable String model,
        Path images,
        List<String> classes,
        List<Double> thresholds,
        @Nullable String augment) {
      return new Header(
          FORMAT,
          VERSION,
          checkpoint.toAbsolutePath().toString(),
          digest,
          model,
          images.toAbsolutePath().toString(),
          classes,
          thresholds,
          augment);
    }
  }

  /** What tells an image from a later one of the same name. */
  record Mark(long bytes, long modifiedMillis) {
    static Mark of(Path file) throws IOException {
      return new Mark(Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }
  }

  /**
   * One image.
   *
   * @param image its name relative to the folder
   * @param labels classes above their thresholds, or {@code null} where it cannot be read
   * @param scores by class, 0..1, or {@code null}
   * @param problem why it cannot be read, or {@code null}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Line(
      @JsonProperty("image") String image,
      @JsonProperty("bytes") long bytes,
      @JsonProperty("modifiedMillis") long modifiedMillis,
      @JsonProperty("labels") @Nullable List<String> labels,
      @JsonProperty("scores") @Nullable Map<String, Float> scores,
      @JsonProperty("problem") @Nullable String problem) {}

  private final Path file;
  private final RunLock lock;
  private final LineLog lines;
  private final Map<String, Mark> done;

  private WatchLog(Path file, RunLock lock, LineLog lines, Map<String, Mark> done) {
    this.file = file;
    this.lock = lock;
    this.lines = lines;
    this.done = done;
  }

  /**
   * Goes on with the file of the same header in a folder, or begins one.
   *
   * @param name of the file without its ending; a number is added where it is taken
   * @throws TagwrightException where another process writes it, or it cannot be written
   */
  static WatchLog open(Path out, String name, Header header) {
    Path file = out.resolve(name + SUFFIX);
    for (int number = 2; isOther(file, header); number++) {
      file = out.resolve(name + "_" + number + SUFFIX);
    }
    Path at = file;
    RunLock lock =
        RunLock.tryAcquire(file.resolveSibling(file.getFileName() + ".lock"))
            .orElseThrow(
                () ->
                    TagwrightException.failure(
                        "Another process labels what arrives there, into "
                            + at
                            + ". Stop it first."));
    try {
      return begin(file, lock, header);
    } catch (IOException | TagwrightException e) {
      lock.close();
      throw e instanceof TagwrightException known
          ? known
          : TagwrightException.cannotWrite(file, (IOException) e);
    }
  }

  /** Whether a file of that name is there that says another thing. */
  private static boolean isOther(Path file, Header header) {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (LineLog.lineStart(channel, channel.size()) == 0) {
        return !isBegunBy(header, channel);
      }
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        return !header.equals(JSON.readValue(lines.readLine(), Header.class));
      }
    } catch (JsonProcessingException e) {
      return true; // no file of ours
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  /** Whether all there is is the beginning of the first line: the process was killed then. */
  private static boolean isBegunBy(Header header, FileChannel channel) throws IOException {
    byte[] line = JSON.writeValueAsString(header).getBytes(UTF_8);
    ByteBuffer there = ByteBuffer.allocate(line.length + 1); // of bytes: a character may be torn
    while (there.hasRemaining() && channel.read(there) >= 0) {
      // Reads on until full.
    }
    int length = there.position();
    return length <= line.length && Arrays.equals(there.array(), 0, length, line, 0, length);
  }

  private static WatchLog begin(Path file, RunLock lock, Header header) throws IOException {
    LineLog lines = LineLog.open(file);
    boolean opened = false;
    try {
      WatchLog log = new WatchLog(file, lock, lines, read(file));
      if (Files.size(file) == 0) {
        lines.append(JSON.writeValueAsString(header) + "\n");
      }
      opened = true;
      return log;
    } finally {
      if (!opened) {
        lines.close();
      }
    }
  }

  private static Map<String, Mark> read(Path file) throws IOException {
    Map<String, Mark> done = new HashMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      lines.readLine();
      int number = 2;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        try {
          Line read = JSON.readValue(line, Line.class);
          done.put(read.image(), new Mark(read.bytes(), read.modifiedMillis()));
        } catch (JsonProcessingException e) {
          throw TagwrightException.input(
              file + ", line " + number + " is damaged. Move the file away to begin a new one.", e);
        }
        number++;
      }
    }
    return done;
  }

  Path file() {
    return file;
  }

  /** Images with a line. */
  int size() {
    return done.size();
  }

  /** Whether this very image has its line. */
  boolean has(String image, Mark mark) {
    return mark.equals(done.get(image));
  }

  /** Adds lines; they are on the disk when this returns. */
  void append(List<Line> added) {
    StringBuilder text = new StringBuilder();
    try {
      for (Line line : added) {
        text.append(JSON.writeValueAsString(line)).append('\n');
      }
      lines.append(text.toString());
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
    added.forEach(l -> done.put(l.image(), new Mark(l.bytes(), l.modifiedMillis())));
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    } finally {
      lock.close();
    }
  }
}
