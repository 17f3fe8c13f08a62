package org.tagwright.data.exports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import org.tagwright.common.AtomicFile;
import org.tagwright.data.DatasetIndex;

/** COCO's JSON with labels of whole images. Category ids are class indices plus 1. */
final class CocoExport {
  private CocoExport() {}

  static void write(DatasetIndex index, Path out) throws IOException {
    AtomicFile.write(
        out,
        file -> {
          try (JsonGenerator json = new JsonFactory().createGenerator(file)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            categories(json, index);
            images(json, index);
            annotations(json, index);
            json.writeEndObject();
          }
        });
  }

  private static void categories(JsonGenerator json, DatasetIndex index) throws IOException {
    json.writeArrayFieldStart("categories");
    for (int k = 0; k < index.classes(); k++) {
      json.writeStartObject();
      json.writeNumberField("id", k + 1);
      json.writeStringField("name", index.labels().name(k));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void images(JsonGenerator json, DatasetIndex index) throws IOException {
    json.writeArrayFieldStart("images");
    for (int i = 0; i < index.size(); i++) {
      json.writeStartObject();
      json.writeNumberField("id", i + 1);
      json.writeStringField("file_name", index.name(i));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void annotations(JsonGenerator json, DatasetIndex index) throws IOException {
    json.writeArrayFieldStart("annotations");
    long id = 1;
    for (int i = 0; i < index.size(); i++) {
      for (int k : index.classesOf(i)) {
        json.writeStartObject();
        json.writeNumberField("id", id++);
        json.writeNumberField("image_id", i + 1);
        json.writeNumberField("category_id", k + 1);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
