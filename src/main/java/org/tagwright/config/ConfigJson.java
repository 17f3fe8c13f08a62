package org.tagwright.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.CharConversionException;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.TextFile;
import org.tagwright.config.json.ConfigProblem;
import org.tagwright.config.json.JsonNodeAt;
import org.tagwright.config.json.ReadProblems;

/**
 * The JSON form of a configuration. Every field may be absent; one that is unknown or of the wrong
 * type is an error that names file, line and field, and all such errors are told at once.
 *
 * <p>{@code ~} stands for the home folder. Relative paths in a file are resolved against its
 * folder, those of {@link #with} against the working directory.
 */
public final class ConfigJson {
  private ConfigJson() {}

  /** The configuration in a file. */
  public static ExperimentConfig read(Path file) {
    return read(file, Map.of());
  }

  /**
   * The same with some fields changed, as {@code --set} and {@code --recipe} do it. The recipe
   * fills in what neither the file nor {@code changes} say.
   *
   * @param changes values as people write them, by path
   */
  public static ExperimentConfig read(Path file, Map<String, String> changes) {
    return parse(fileText(file), file.toString(), file.toAbsolutePath().getParent(), changes);
  }

  /** The configuration in a text; {@code sourceName} names it in errors. */
  public static ExperimentConfig parse(String json, String sourceName) {
    return parse(json, sourceName, Path.of(""), Map.of());
  }

  /** The same with relative paths resolved against a folder, and some fields changed. */
  public static ExperimentConfig parse(
      String json, String sourceName, Path folder, Map<String, String> changes) {
    ReadProblems problems = new ReadProblems();
    Map<String, JsonNodeAt> fields = fields(json, sourceName, problems);
    FieldReader reader = new FieldReader(folder, problems);
    return Recipe.filledIn(
            base -> {
              ExperimentConfig config = apply(base, fields, reader);
              problems.throwIfAny(sourceName);
              for (Map.Entry<String, String> change : changes.entrySet()) {
                config = with(config, change.getKey(), change.getValue());
              }
              return config;
            })
        .resolved();
  }

  /** The text of a configuration, as it stands in its file. */
  public static String fileText(Path file) {
    try {
      return TextFile.read(file);
    } catch (CharConversionException e) {
      throw TagwrightException.input(
          "Cannot read " + file + ": it " + e.getMessage() + ". Is it a configuration?", e);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(file, e);
    }
  }

  /** The values of a text by field path; unknown fields go to {@code problems}. */
  static Map<String, JsonNodeAt> fields(String json, String sourceName, ReadProblems problems) {
    JsonNodeAt root = JsonNodeAt.parse(json, sourceName, problems);
    if (root.object() == null) {
      throw TagwrightException.input(
          "%s, line %d: a configuration is a JSON object, but this is %s."
              .formatted(sourceName, root.line(), root.describe()));
    }
    Map<String, JsonNodeAt> fields = new LinkedHashMap<>();
    root.object().forEach((group, node) -> addGroup(group, node, fields, problems));
    return fields;
  }

  private static void addGroup(
      String group, JsonNodeAt node, Map<String, JsonNodeAt> fields, ReadProblems problems) {
    if (!Records.groups().contains(group)) {
      if (group.indexOf('.') < 0 && Records.paths().contains(group)) {
        fields.put(group, node);
      } else if (Catalogue.find(group).isPresent()) {
        String[] parts = group.split("\\.", 2);
        problems.add(
            node.line(),
            group,
            "write it nested in a file: {\"%s\": {\"%s\": ...}}".formatted(parts[0], parts[1]));
      } else {
        problems.add(node.line(), group, unknown(group));
      }
      return;
    }
    if (node.object() == null) {
      problems.add(
          node.line(), group, "expected an object with its fields, found " + node.describe());
      return;
    }
    node.object()
        .forEach(
            (name, value) -> {
              String path = group + "." + name;
              if (Catalogue.find(path).isPresent()) {
                fields.put(path, value);
              } else {
                problems.add(value.line(), path, unknown(path));
              }
            });
  }

  private static String unknown(String path) {
    return "there is no such field; the nearest is " + Catalogue.nearest(path);
  }

  /**
   * The configuration with one field changed, as {@code --set} does it: {@code training.milestones}
   * takes {@code [12,16]} as well as {@code 12,16}. An {@code auto} is not resolved yet.
   */
  public static ExperimentConfig with(ExperimentConfig config, String path, String value) {
    ReadProblems problems = new ReadProblems();
    ExperimentConfig changed =
        apply(
            config,
            Map.of(path, ofText(knownField(path), value.strip())),
            new FieldReader(Path.of(""), problems));
    for (ConfigProblem problem : problems.problems()) {
      throw TagwrightException.input(problem.toString());
    }
    return changed;
  }

  /** The setting of exactly that path, or an error that names the nearest. */
  public static Setting<?> knownField(String path) {
    if (Records.groups().contains(path)) {
      throw TagwrightException.input(
          path + " is a group of fields; name one of them, such as " + firstFieldOf(path));
    }
    return Catalogue.find(path)
        .orElseThrow(() -> TagwrightException.input(path + ": " + unknown(path)));
  }

  private static String firstFieldOf(String group) {
    return Records.paths().stream()
        .filter(path -> path.startsWith(group + "."))
        .findFirst()
        .orElseThrow();
  }

  /** A value typed by a person, as if it stood in a file. */
  static JsonNodeAt ofText(Setting<?> setting, String text) {
    Class<?> type = setting.component().getType();
    if (text.equals("null")) {
      return new JsonNodeAt(null, 0);
    }
    if (setting.isList()) {
      boolean bracketed = text.startsWith("[") && text.endsWith("]");
      String inner = bracketed ? text.substring(1, text.length() - 1).strip() : text;
      List<JsonNodeAt> list = new ArrayList<>();
      if (!inner.isEmpty()) {
        for (String element : inner.split(",", -1)) {
          list.add(scalar(element.strip()));
        }
      }
      return new JsonNodeAt(list, 0);
    }
    return type == String.class || type == Path.class || type.isEnum()
        ? new JsonNodeAt(text, 0)
        : scalar(text);
  }

  private static JsonNodeAt scalar(String text) {
    if (text.equals("true") || text.equals("false")) {
      return new JsonNodeAt(text.equals("true"), 0);
    }
    try {
      return new JsonNodeAt(new BigDecimal(text), 0);
    } catch (NumberFormatException e) {
      return new JsonNodeAt(text, 0);
    }
  }

  /** The configuration with those fields replaced. */
  static ExperimentConfig apply(
      ExperimentConfig config, Map<String, JsonNodeAt> fields, FieldReader reader) {
    return Records.config(
        setting -> {
          JsonNodeAt node = fields.get(setting.path());
          Object old = setting.value(config);
          return node == null ? old : reader.read(setting, node, old);
        });
  }

  /**
   * The configuration in its canonical form: what {@link Catalogue#recorded} says, in the order of
   * the records.
   */
  public static String write(ExperimentConfig config) {
    return write(config, Catalogue.recorded(config));
  }

  /** Every setting, for files that people go on to edit. */
  public static String writeAll(ExperimentConfig config) {
    return write(config, Catalogue.inFileOrder());
  }

  private static String write(ExperimentConfig config, List<Setting<?>> settings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n")));
      out.writeStartObject();
      String group = "";
      for (Setting<?> setting : settings) {
        if (!setting.group().equals(group)) {
          if (!group.isEmpty()) {
            out.writeEndObject();
          }
          group = setting.group();
          out.writeObjectFieldStart(group);
        }
        out.writeFieldName(setting.name());
        write(setting, setting.value(config), out);
      }
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void write(Setting<?> setting, Object value, JsonGenerator out)
      throws IOException {
    if (setting.isAuto(value)) {
      out.writeString(Setting.AUTO);
    } else if (value == null && !setting.isPath()) {
      out.writeString(setting.wordForNull());
    } else if (value == null) {
      out.writeNull();
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number) {
      out.writeNumber(text(value));
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        out.writeNumber(text(element));
      }
      out.writeEndArray();
    } else {
      out.writeString(text(value));
    }
  }

  /** A field's value as people write it: {@code 0.1}, {@code 1e-4}, {@code [12, 16]}. */
  public static String text(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      // Exactly the same number comes back from these digits.
      BigDecimal digits = new BigDecimal(number.toString()).stripTrailingZeros();
      double size = Math.abs(number);
      boolean plain = size == 0 || (size >= 1e-3 && size < 1e7);
      return plain ? digits.toPlainString() : scientific(digits);
    }
    if (value instanceof Path path) {
      // Forward slashes are understood everywhere.
      return File.separatorChar == '\\' ? path.toString().replace('\\', '/') : path.toString();
    }
    return value instanceof Enum<?> ? FieldReader.name(value) : String.valueOf(value);
  }

  private static String scientific(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }
}
