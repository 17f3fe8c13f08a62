package org.tagwright.prediction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * Every score of every image of a prediction, beside the JSON file: what the gallery reads, so that
 * a moved threshold needs no new inference. Grows while the prediction runs; a reader takes what is
 * there and comes back for more.
 *
 * <p>Form (see {@code docs/scores-file.md}): a JSON header of one line in UTF-8, then a record an
 * image: the byte length of its file name (unsigned 16 bit), the name in UTF-8, one float32 score a
 * class. Little-endian throughout. A cut-off last record is not there yet.
 */
public final class ScoresFile {
  /** Ends the name of a scores file. */
  public static final String SUFFIX = ".scores";

  private static final String FORMAT = "tagwright-scores";
  private static final int VERSION = 1;
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int LONGEST_HEADER = 1 << 22;
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ScoresFile() {}

  /**
   * What holds for all images.
   *
   * @param imagesFolder absolute
   * @param images how many images were to be scored; records may be fewer: broken ones are skipped
   * @param classes names by class index
   * @param threshold scores above it predict the class
   * @param classThresholds tuned class by class, or empty
   * @param classThresholdsInForce whether those decided, not the global one
   * @param augment {@code "flip"} where scores are means over mirror images, else {@code null}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Header(
      @JsonProperty("format") String format,
      @JsonProperty("version") int version,
      @JsonProperty("checkpoint") String checkpoint,
      @JsonProperty("model") @Nullable String model,
      @JsonProperty("imagesFolder") String imagesFolder,
      @JsonProperty("images") int images,
      @JsonProperty("classes") List<String> classes,
      @JsonProperty("threshold") double threshold,
      @JsonProperty("classThresholds") List<Double> classThresholds,
      @JsonProperty("classThresholdsInForce") boolean classThresholdsInForce,
      @JsonProperty("augment") @Nullable String augment) {
    public Header {
      classes = classes == null ? List.of() : List.copyOf(classes);
      classThresholds = classThresholds == null ? List.of() : List.copyOf(classThresholds);
    }

    /** A header of the present version. */
    public static Header of(
        Path checkpoint,
        @Nullable String model,
        Path imagesFolder,
        int images,
        List<String> classes,
        double threshold,
        List<Double> classThresholds,
        boolean classThresholdsInForce,
        @Nullable String augment) {
      return new Header(
          FORMAT,
          VERSION,
          checkpoint.toAbsolutePath().toString(),
          model,
          imagesFolder.toAbsolutePath().toString(),
          images,
          classes,
          threshold,
          classThresholds,
          classThresholdsInForce,
          augment);
    }
  }

  /** One image: its name relative to the folder, and its scores by class index, 0..1. */
  public record Row(String fileName, float[] scores) {}

  /** The whole content at this moment. */
  public record Content(Header header, List<Row> rows) {}

  /** Starts a new file, replacing an older one. */
  public static Writer create(Path file, Header header) {
    return new Writer(file, header);
  }

  /** Follows a file from its beginning. */
  public static Reader open(Path file) {
    return new Reader(file);
  }

  /** Reads what is there. */
  public static Content read(Path file) {
    Reader reader = open(file);
    List<Row> rows = reader.poll();
    if (reader.header() == null) {
      throw TagwrightException.input(file + " is no scores file, or has no whole header yet.");
    }
    return new Content(reader.header(), rows);
  }

  /** Appends rows. Each call reaches the file as a whole, so that readers see it. */
  public static final class Writer implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final int classes;

    private Writer(Path file, Header header) {
      this.file = file;
      this.classes = header.classes().size();
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        // A reader of the old file keeps its own; the new one begins empty under the same name.
        Files.deleteIfExists(file);
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        write(ByteBuffer.wrap((JSON.writeValueAsString(header) + "\n").getBytes(UTF_8)));
      } catch (IOException e) {
        throw TagwrightException.cannotWrite(file, e);
      }
    }

    /** Appends the scores of some images. */
    public void append(List<Row> rows) {
      int bytes = 0;
      List<byte[]> names = new ArrayList<>(rows.size());
      for (Row row : rows) {
        if (row.scores().length != classes) {
          throw new IllegalArgumentException(
              row.scores().length + " scores, " + classes + " classes");
        }
        byte[] name = row.fileName().getBytes(UTF_8);
        names.add(name);
        bytes += 2 + name.length + 4 * classes;
      }
      ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < rows.size(); i++) {
        buffer.putShort((short) names.get(i).length).put(names.get(i));
        for (float score : rows.get(i).scores()) {
          buffer.putFloat(score);
        }
      }
      try {
        write(buffer.flip());
      } catch (IOException e) {
        throw TagwrightException.cannotWrite(file, e);
      }
    }

    private void write(ByteBuffer buffer) throws IOException {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void close() {
      try {
        channel.force(true);
        channel.close();
      } catch (IOException e) {
        throw TagwrightException.cannotWrite(file, e);
      }
    }
  }

  /** Reads on from where it stopped. Not for several threads at once. */
  public static final class Reader {
    private final Path file;
    private long offset;
    private @Nullable Header header;

    private Reader(Path file) {
      this.file = file;
    }

    /** {@code null} until a poll has found it whole. */
    public @Nullable Header header() {
      return header;
    }

    /** The rows that are new; none where the file is not there yet. */
    public List<Row> poll() {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        if (header == null) {
          header = readHeader(channel);
        }
        return header == null ? List.of() : readRows(channel, header.classes().size());
      } catch (NoSuchFileException e) {
        return List.of();
      } catch (IOException e) {
        throw TagwrightException.cannotRead(file, e);
      }
    }

    private @Nullable Header readHeader(FileChannel channel) throws IOException {
      byte[] start = new byte[(int) Math.min(channel.size(), LONGEST_HEADER)];
      readFully(channel, ByteBuffer.wrap(start), 0);
      if (start.length > 0 && start[0] != '{') {
        throw TagwrightException.input(file + " is no scores file.");
      }
      int end = new String(start, ISO_8859_1).indexOf('\n');
      if (end < 0) {
        return null;
      }
      offset = end + 1L;
      return parse(new String(start, 0, end, UTF_8));
    }

    private Header parse(String line) {
      try {
        Header parsed = JSON.readValue(line, Header.class);
        if (!FORMAT.equals(parsed.format())) {
          throw TagwrightException.input(file + " is no scores file.");
        }
        if (parsed.version() <= VERSION) {
          return parsed;
        }
        throw TagwrightException.input(
            file + " was written by a newer Tagwright (form " + parsed.version() + ").");
      } catch (JsonProcessingException e) {
        throw TagwrightException.input(file + " is no scores file: its header is damaged.", e);
      }
    }

    private List<Row> readRows(FileChannel channel, int classes) throws IOException {
      List<Row> rows = new ArrayList<>();
      byte[] block = new byte[BLOCK_BYTES];
      while (true) {
        int length = (int) Math.min(block.length, channel.size() - offset);
        if (length <= 2) {
          return rows;
        }
        ByteBuffer buffer = ByteBuffer.wrap(block, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, buffer, offset);
        buffer.flip();
        int before = rows.size();
        while (buffer.remaining() >= 2) {
          int name = Short.toUnsignedInt(buffer.getShort(buffer.position()));
          int bytes = 2 + name + 4 * classes;
          if (buffer.remaining() < bytes) {
            block = bytes > block.length ? Arrays.copyOf(block, bytes) : block;
            break;
          }
          rows.add(row(buffer, name, classes));
          offset += bytes;
        }
        if (rows.size() == before && length < block.length) {
          return rows;
        }
      }
    }

    private static Row row(ByteBuffer buffer, int nameLength, int classes) {
      buffer.getShort();
      byte[] name = new byte[nameLength];
      buffer.get(name);
      float[] scores = new float[classes];
      buffer.asFloatBuffer().get(scores);
      buffer.position(buffer.position() + 4 * classes);
      return new Row(new String(name, UTF_8), scores);
    }

    private static void readFully(FileChannel channel, ByteBuffer buffer, long from)
        throws IOException {
      while (buffer.hasRemaining()) {
        int read = channel.read(buffer, from + buffer.position());
        if (read < 0) {
          throw new EOFException("the file became shorter while it was read");
        }
      }
    }
  }
}
