package org.tagwright.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Failures;

/**
 * Remembers which images of a folder could be decoded, by size and time of the file, so that a
 * second check decodes only what is new. Lies beside the image folder, where the pixel cache does,
 * and may be deleted at any time.
 */
final class DecodedImages {
  private static final Logger LOG = LoggerFactory.getLogger(DecodedImages.class);
  private static final String HEADER = "tagwright decoded images 1";

  private final Path file;
  private final Decoding decoding;
  private final Map<String, String> before;
  private final Map<String, String> now = new ConcurrentHashMap<>();

  /** Decodes an image, or throws where it cannot be. */
  @FunctionalInterface
  interface Decoding {
    void check(Path image) throws IOException;
  }

  DecodedImages(Path imageFolder, Decoding decoding) {
    Path folder = imageFolder.toAbsolutePath().resolveSibling(".tagwright-pixels");
    this.file = folder.resolve(imageFolder.getFileName() + ".decoded");
    this.decoding = decoding;
    this.before = read(file);
  }

  /**
   * Decodes the image unless it was decoded before and is the same file since. From any thread.
   *
   * @param name the image's name below the folder
   */
  void check(String name, Path image) throws IOException {
    BasicFileAttributes state = Files.readAttributes(image, BasicFileAttributes.class);
    String stamp = state.size() + " " + state.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    if (!stamp.equals(before.get(name))) {
      decoding.check(image);
    }
    now.put(name, stamp);
  }

  /** Keeps what is known now. A folder that cannot be written to costs the next check's time. */
  void save() {
    if (now.equals(before)) {
      return;
    }
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    new TreeMap<>(now)
        .forEach((name, stamp) -> text.append(stamp).append(' ').append(name).append('\n'));
    try {
      AtomicFile.writeString(file, text.toString());
    } catch (IOException e) {
      LOG.info("{} cannot be written: {}", file, Failures.reason(e));
    }
  }

  /** Of a line that is no entry nothing is taken: its image is decoded again. */
  private static Map<String, String> read(Path file) {
    Map<String, String> stamps = new ConcurrentHashMap<>();
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
        return stamps; // another version's
      }
      for (String line : lines.subList(1, lines.size())) {
        String[] parts = line.split(" ", 3);
        if (parts.length == 3) {
          stamps.put(parts[2], parts[0] + " " + parts[1]);
        }
      }
    } catch (NoSuchFileException e) {
      LOG.debug("No image was decoded here before", e);
    } catch (IOException e) {
      LOG.info("{} cannot be read: {}", file, Failures.reason(e));
    }
    return stamps;
  }
}
