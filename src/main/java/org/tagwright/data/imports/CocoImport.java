package org.tagwright.data.imports;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.LabelSet;

/**
 * Turns COCO's {@code instances_*.json} into label files. The file is read as a stream, so that
 * COCO's own 450 MB need little memory; the order of its parts does not matter. Category ids become
 * indices by the order in {@code categories}, so that COCO's 1–90 with gaps become 0–79. Crowd
 * boxes count.
 */
public final class CocoImport {
  private static final long MEGABYTE = 1_000_000;

  private static final int BOXES_BETWEEN_REPORTS = 5000;

  /**
   * What was imported.
   *
   * @param images images in the file
   * @param boxes boxes in the file
   * @param withoutBoxes images without a box
   * @param written label files written
   * @param labels the classes
   */
  public record Result(int images, long boxes, int withoutBoxes, int written, LabelSet labels) {}

  private final Path file;
  private final Progress progress;
  private final Map<Long, String> images = new HashMap<>();
  private final Map<Long, BitSet> boxesOfImage = new HashMap<>();

  /** Category ids in the order in which boxes name them; indices of the bits above. */
  private final Map<Long, Integer> seenCategories = new LinkedHashMap<>();

  private final Map<Long, String> categories = new LinkedHashMap<>();
  private long boxes;

  private CocoImport(Path file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * Writes a label file for each image.
   *
   * @param labelFolder a new or empty folder; a {@code classes.txt} is put there too, where the
   *     classes are not COCO's 80
   * @param dropEmpty whether images without boxes get no label file, so that they are not used;
   *     else an empty one
   * @throws TagwrightException of kind input where the file is not of COCO's form or the folder is
   *     not empty; of kind failure where the labels cannot be written
   * @throws CancellationException when cancelled; nothing is left behind then
   */
  public static Result run(Path file, Path labelFolder, boolean dropEmpty, Progress progress) {
    LabelFolder.requireFree(labelFolder);
    CocoImport reading = new CocoImport(file, progress);
    reading.read();
    return reading.write(labelFolder, dropEmpty);
  }

  private void read() {
    JsonFactory json =
        JsonFactory.builder().enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 20);
        JsonParser parser = json.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw wrong("does not begin with {");
      }
      Runnable report =
          () -> {
            progress.orCancel();
            progress.update(
                "reading megabytes",
                position(channel) / MEGABYTE,
                Math.max(1, size(channel) / MEGABYTE));
          };
      report.run();
      for (String part = parser.nextFieldName(); part != null; part = parser.nextFieldName()) {
        parser.nextToken();
        switch (part) {
          case "images" -> readEach(parser, part, this::readImage, report);
          case "annotations" -> readEach(parser, part, this::readBox, report);
          case "categories" -> readEach(parser, part, this::readCategory, report);
          default -> parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw wrong(
          "is not whole JSON (line "
              + (e.getLocation() == null ? "?" : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage()
              + ")");
    } catch (IOException e) {
      throw TagwrightException.input(
          "The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    }
  }

  private static long position(SeekableByteChannel channel) {
    try {
      return channel.position();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(SeekableByteChannel channel) {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TagwrightException wrong(String what) {
    return TagwrightException.input(
        "The file " + file + " " + what + ". COCO's instances_*.json is expected.");
  }

  /** Reads the fields of one object; the parser stands at its beginning. */
  private interface Part {
    void read(JsonParser parser) throws IOException;
  }

  private void readEach(JsonParser parser, String part, Part each, Runnable report)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("has no list under \"" + part + "\"");
    }
    int count = 0;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      each.read(parser);
      if (++count % BOXES_BETWEEN_REPORTS == 0) {
        report.run();
      }
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw wrong("has something else than objects in \"" + part + "\"");
    }
    report.run();
  }

  private void readImage(JsonParser parser) throws IOException {
    Long id = null;
    String name = null;
    for (String f = parser.nextFieldName(); f != null; f = parser.nextFieldName()) {
      parser.nextToken();
      switch (f) {
        case "id" -> id = number(parser, "images", f);
        case "file_name" -> name = parser.getText();
        default -> parser.skipChildren();
      }
    }
    if (id == null || name == null) {
      throw wrong("has an image without id or file_name (line " + line(parser) + ")");
    }
    if (images.put(id, name) != null) {
      throw wrong("has two images of id " + id);
    }
  }

  private void readBox(JsonParser parser) throws IOException {
    Long image = null;
    Long category = null;
    for (String f = parser.nextFieldName(); f != null; f = parser.nextFieldName()) {
      parser.nextToken();
      switch (f) {
        case "image_id" -> image = number(parser, "annotations", f);
        case "category_id" -> category = number(parser, "annotations", f);
        default -> parser.skipChildren();
      }
    }
    if (image == null || category == null) {
      throw wrong("has a box without image_id or category_id (line " + line(parser) + ")");
    }
    boxes++;
    Integer seen = seenCategories.get(category);
    if (seen == null) {
      seen = seenCategories.size();
      seenCategories.put(category, seen);
    }
    boxesOfImage.computeIfAbsent(image, i -> new BitSet()).set(seen);
  }

  private void readCategory(JsonParser parser) throws IOException {
    Long id = null;
    String name = null;
    for (String f = parser.nextFieldName(); f != null; f = parser.nextFieldName()) {
      parser.nextToken();
      switch (f) {
        case "id" -> id = number(parser, "categories", f);
        case "name" -> name = parser.getText();
        default -> parser.skipChildren();
      }
    }
    if (id == null || name == null || name.isBlank()) {
      throw wrong("has a category without id or name (line " + line(parser) + ")");
    }
    if (categories.containsValue(name) || categories.put(id, name) != null) {
      throw wrong("has the category " + id + " \"" + name + "\" twice");
    }
  }

  private long number(JsonParser parser, String part, String field) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw wrong(
          "has a "
              + field
              + " that is no whole number in \""
              + part
              + "\" (line "
              + line(parser)
              + ")");
    }
    return parser.getLongValue();
  }

  private static int line(JsonParser parser) {
    return parser.currentLocation().getLineNr();
  }

  private Result write(Path labelFolder, boolean dropEmpty) {
    if (images.isEmpty() || categories.isEmpty()) {
      throw wrong("has no " + (images.isEmpty() ? "images" : "categories"));
    }
    LabelSet labels = new LabelSet(List.copyOf(categories.values()));
    int[] indexOfSeen = indices();
    LabelFolder target = new LabelFolder(labels);
    int withoutBoxes = 0;
    for (Map.Entry<Long, String> image : images.entrySet()) {
      BitSet seen = boxesOfImage.remove(image.getKey());
      if (seen == null) {
        withoutBoxes++;
        if (dropEmpty) {
          continue;
        }
      }
      BitSet classes = new BitSet();
      if (seen != null) {
        seen.stream().forEach(s -> classes.set(indexOfSeen[s]));
      }
      if (!target.add(image.getValue(), classes)) {
        throw wrong("has two images named " + image.getValue());
      }
    }
    if (!boxesOfImage.isEmpty()) {
      throw wrong(
          "has boxes of image " + boxesOfImage.keySet().iterator().next() + ", which it lacks");
    }
    int written = target.write(labelFolder, progress).written();
    return new Result(images.size(), boxes, withoutBoxes, written, labels);
  }

  private int[] indices() {
    List<Long> order = List.copyOf(categories.keySet());
    Map<Long, Integer> indexOfId = new HashMap<>();
    order.forEach(id -> indexOfId.put(id, indexOfId.size()));
    int[] indices = new int[seenCategories.size()];
    seenCategories.forEach(
        (id, seen) -> {
          Integer index = indexOfId.get(id);
          if (index == null) {
            throw wrong("has boxes of category " + id + ", which its categories lack");
          }
          indices[seen] = index;
        });
    return indices;
  }
}
