package org.tagwright.config.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.common.TagwrightException;

/**
 * A JSON value that knows its line, which Jackson's own tree does not.
 *
 * @param value a {@code Map<String, JsonNodeAt>}, {@code List<JsonNodeAt>}, {@code String}, {@code
 *     BigDecimal}, {@code Boolean} or {@code null}
 * @param line from 1; 0 where there is no file
 */
public record JsonNodeAt(Object value, int line) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** The fields of an object; {@code null} where this is none. */
  @SuppressWarnings("unchecked")
  public Map<String, JsonNodeAt> object() {
    return value instanceof Map ? (Map<String, JsonNodeAt>) value : null;
  }

  /** The elements of a list; {@code null} where this is none. */
  @SuppressWarnings("unchecked")
  public List<JsonNodeAt> list() {
    return value instanceof List ? (List<JsonNodeAt>) value : null;
  }

  /** How a message shows the value. */
  public String describe() {
    if (value == null) {
      return "null";
    }
    if (object() != null) {
      return "an object";
    }
    if (list() != null) {
      return "a list";
    }
    return value instanceof String ? "\"" + value + "\"" : value.toString();
  }

  /** Reads a whole document; a field that stands twice in one object goes to {@code problems}. */
  public static JsonNodeAt parse(String json, String sourceName, ReadProblems problems) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() == null) {
        throw TagwrightException.input(
            sourceName + " is empty. A configuration is a JSON object; {} takes all defaults.");
      }
      JsonNodeAt root = read(parser, "", problems);
      if (parser.nextToken() != null) {
        throw TagwrightException.input(
            "%s, line %d: there is something behind the end of the configuration."
                .formatted(sourceName, parser.currentTokenLocation().getLineNr()));
      }
      return root;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw TagwrightException.input(
          sourceName + where + ": this is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNodeAt read(JsonParser parser, String path, ReadProblems problems)
      throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    JsonToken token = parser.currentToken();
    Object value =
        switch (token) {
          case START_OBJECT -> readObject(parser, path, problems);
          case START_ARRAY -> {
            List<JsonNodeAt> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              list.add(read(parser, path, problems));
            }
            yield list;
          }
          case VALUE_STRING -> parser.getText();
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case VALUE_NULL -> null;
          default -> throw new IllegalStateException("unexpected " + token);
        };
    return new JsonNodeAt(value, line);
  }

  private static Map<String, JsonNodeAt> readObject(
      JsonParser parser, String path, ReadProblems problems) throws IOException {
    Map<String, JsonNodeAt> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      String field = path.isEmpty() ? name : path + "." + name;
      JsonNodeAt old = fields.put(name, read(parser, field, problems));
      if (old != null) {
        problems.add(line, field, "stands twice, first in line " + old.line());
      }
    }
    return fields;
  }
}
