package org.tagwright.data.imports;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
   * @param leftOut categories that only group others, such as Roboflow's root, and are no classes
   */
  public record Result(
      int images,
      long boxes,
      int withoutBoxes,
      int written,
      LabelSet labels,
      List<String> leftOut) {}

  /** Python writes NaN, people write comments and trailing commas; none of it can mislead. */
  private static final JsonFactory LENIENT =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final Path file;
  private final Progress progress;
  private final Map<Long, String> images = new HashMap<>();
  private final Map<Long, BitSet> boxesOfImage = new HashMap<>();

  /** Category ids in the order in which boxes name them; indices of the bits above. */
  private final Map<Long, Integer> seenCategories = new LinkedHashMap<>();

  private final CocoCategories categories = new CocoCategories();
  private long boxes;

  private CocoImport(Path file, Progress progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * Writes a label file for each image.
   *
   * @param target where the label files and their {@code classes.txt} go
   * @param dropEmpty whether images without boxes get no label file, so that they are not used;
   *     else an empty one
   * @throws TagwrightException of kind input where the file is not of COCO's form or the folder is
   *     not empty; of kind failure where the labels cannot be written
   * @throws CancellationException when cancelled; nothing is left behind then
   */
  public static Result run(Path file, ImportTarget target, boolean dropEmpty, Progress progress) {
    target.requireFree();
    CocoImport reading = new CocoImport(file, progress);
    reading.read();
    return reading.write(target, dropEmpty);
  }

  private void read() {
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 20);
        JsonParser parser = LENIENT.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw wrong("does not begin with {");
      }
      Report report =
          () -> {
            progress.orCancel();
            progress.update(
                "reading megabytes",
                channel.position() / MEGABYTE,
                Math.max(1, channel.size() / MEGABYTE));
          };
      report.make();
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
      String line = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw wrong(
          e instanceof JsonEOFException
              ? "ends in the middle; it is not whole"
              : "is not valid JSON" + line);
    } catch (IOException e) {
      throw TagwrightException.input(
          "The file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
    }
  }

  private TagwrightException wrong(String what) {
    return TagwrightException.input(
        "The file " + file + " " + what + ". COCO's instances_*.json is expected.");
  }

  private interface Report {
    void make() throws IOException;
  }

  /** Reads the fields of one object; the parser stands at its beginning. */
  private interface Part {
    void read(JsonParser parser) throws IOException;
  }

  private void readEach(JsonParser parser, String part, Part each, Report report)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("has no list under \"" + part + "\"");
    }
    int count = 0;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      each.read(parser);
      if (++count % BOXES_BETWEEN_REPORTS == 0) {
        report.make();
      }
    }
    if (parser.currentToken() != JsonToken.END_ARRAY) {
      throw wrong("has something else than objects in \"" + part + "\"");
    }
    report.make();
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
    String group = "";
    for (String f = parser.nextFieldName(); f != null; f = parser.nextFieldName()) {
      parser.nextToken();
      switch (f) {
        case "id" -> id = number(parser, "categories", f);
        case "name" -> name = parser.getText().strip();
        case "supercategory" -> group = parser.getText();
        default -> parser.skipChildren();
      }
    }
    if (id == null || name == null || name.isBlank()) {
      throw wrong("has a category without id or name (line " + line(parser) + ")");
    }
    if (!categories.add(id, name, group)) {
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

  private Result write(ImportTarget target, boolean dropEmpty) {
    if (images.isEmpty() || categories.isEmpty()) {
      throw wrong("has no " + (images.isEmpty() ? "images" : "categories"));
    }
    List<String> leftOut = categories.leaveOutGroups(seenCategories.keySet());
    LabelSet labels = new LabelSet(categories.names());
    if (Set.copyOf(labels.names()).size() < labels.size()) {
      throw wrong("has two categories of one name: " + String.join(", ", labels.names()));
    }
    int[] indexOfSeen = indices();
    LabelFolder made = new LabelFolder(labels);
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
      if (!made.add(image.getValue(), classes)) {
        throw wrong("has two images named " + image.getValue());
      }
    }
    if (!boxesOfImage.isEmpty()) {
      throw wrong(
          "has boxes of image " + boxesOfImage.keySet().iterator().next() + ", which it lacks");
    }
    int written = made.write("", target, progress).written();
    return new Result(images.size(), boxes, withoutBoxes, written, labels, leftOut);
  }

  private int[] indices() {
    List<Long> order = categories.ids();
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
