package org.tagwright.data.labels;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tagwright.data.labels.LabelChange.Head;
import org.tagwright.data.labels.LabelChange.Kind;

/**
 * The JSON form of the history: an object per line, either a change or, behind it, the note that
 * all of its files are written.
 */
final class HistoryLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HistoryLine() {}

  static byte[] of(LabelChange change, String folder) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("change", change.id());
    line.put("at", change.at().toString());
    line.put("by", change.by());
    line.put("what", change.kind().name().toLowerCase(Locale.ROOT));
    if (change.of() != 0) {
      line.put("of", change.of());
    }
    line.put("labels", folder);
    ArrayNode files = line.putArray("files");
    for (ImageChange image : change.images()) {
      ObjectNode file = files.addObject();
      file.put("file", image.stem());
      put(file, "before", "unknownBefore", image.before());
      put(file, "after", "unknownAfter", image.after());
    }
    if (change.classes() != null) {
      line.set("classes", JSON.valueToTree(change.classes()));
    }
    return bytes(line);
  }

  static byte[] done(long change) throws IOException {
    return bytes(JSON.createObjectNode().put("done", change));
  }

  private static byte[] bytes(ObjectNode line) throws IOException {
    byte[] json = JSON.writeValueAsBytes(line);
    byte[] bytes = Arrays.copyOf(json, json.length + 1);
    bytes[json.length] = '\n';
    return bytes;
  }

  /** {@code null} stands for an image without a label file. */
  private static void put(ObjectNode file, String present, String unknown, ImageLabels labels) {
    if (labels.labelled()) {
      ArrayNode into = file.putArray(present);
      labels.present().stream().forEach(into::add);
    } else {
      file.putNull(present);
    }
    if (!labels.unknown().isEmpty()) {
      ArrayNode into = file.putArray(unknown);
      labels.unknown().stream().forEach(into::add);
    }
  }

  static LabelChange read(byte[] bytes) throws IOException {
    JsonNode line = JSON.readTree(bytes);
    List<ImageChange> images = new ArrayList<>();
    for (JsonNode file : line.path("files")) {
      images.add(
          new ImageChange(
              file.path("file").asText(),
              labels(file, "before", "unknownBefore"),
              labels(file, "after", "unknownAfter")));
    }
    return new LabelChange(
        line.path("change").asLong(),
        Instant.parse(line.path("at").asText()),
        line.path("by").asText(),
        Kind.valueOf(line.path("what").asText().toUpperCase(Locale.ROOT)),
        line.path("of").asLong(),
        images,
        line.has("classes") ? JSON.treeToValue(line.get("classes"), ClassChange.class) : null);
  }

  private static ImageLabels labels(JsonNode file, String present, String unknown) {
    return new ImageLabels(
        file.path(present).isArray(), bits(file.path(present)), bits(file.path(unknown)));
  }

  private static BitSet bits(JsonNode indices) {
    BitSet bits = new BitSet();
    indices.forEach(index -> bits.set(index.asInt()));
    return bits;
  }

  /**
   * What a line says, without its images.
   *
   * @param head the change, or {@code null} for a note that one is done
   * @param done the change that is done, or 0
   * @param folder the label folder's name
   * @param beside names of the label folders that change with it
   */
  record Summary(@Nullable Head head, long done, String folder, List<String> beside) {}

  /**
   * @throws IOException where the line is not of the history
   */
  static Summary summary(byte[] bytes, int from, int length) throws IOException {
    long id = 0;
    long done = 0;
    long of = 0;
    int count = 0;
    String at = "";
    String by = "";
    String what = "";
    String folder = "";
    String first = null;
    boolean classes = false;
    List<String> beside = new ArrayList<>();
    try (JsonParser parser = JSON.getFactory().createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("is not a JSON object");
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        switch (name) {
          case "change" -> id = parser.getLongValue();
          case "done" -> done = parser.getLongValue();
          case "of" -> of = parser.getLongValue();
          case "at" -> at = parser.getText();
          case "by" -> by = parser.getText();
          case "what" -> what = parser.getText();
          case "labels" -> folder = parser.getText();
          case "files" -> {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
              count++;
              first = first == null ? firstText(parser) : first;
              skipRest(parser);
            }
          }
          case "classes" -> {
            classes = true;
            readFolders(parser, beside);
          }
          default -> parser.skipChildren();
        }
      }
      if (done != 0) {
        return new Summary(null, done, folder, beside);
      }
      Kind kind = Kind.valueOf(what.toUpperCase(Locale.ROOT));
      return new Summary(
          new Head(id, Instant.parse(at), by, kind, of, first, count, classes), 0, folder, beside);
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IOException("is not a line of a label history", e);
    }
  }

  private static void readFolders(JsonParser parser, List<String> into) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("folders")) {
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
          into.add(parser.getText());
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private static String firstText(JsonParser parser) throws IOException {
    parser.nextFieldName();
    parser.nextToken();
    return parser.getText();
  }

  private static void skipRest(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      parser.skipChildren();
    }
  }
}
