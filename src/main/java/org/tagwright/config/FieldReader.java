package org.tagwright.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tagwright.common.NearestName;
import org.tagwright.config.OptimizerSettings.OptimizerKind;
import org.tagwright.config.json.JsonNodeAt;
import org.tagwright.config.json.ReadProblems;
import org.tagwright.metric.Metric;

/** Turns the JSON value of one field into the Java value, or into a problem for the person. */
final class FieldReader {
  /** What is written otherwise in files than by people. */
  private static final Map<String, String> TITLES =
      Map.of(
          "asl", "ASL",
          "bce", "BCE",
          "oneCycle", "one cycle",
          "randaugment", "RandAugment",
          "trivialaugment", "TrivialAugment");

  private final Path folder;
  private final ReadProblems problems;

  /** Relative paths are resolved against {@code folder}. */
  FieldReader(Path folder, ReadProblems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** A reader that reports nothing, for what was read before. */
  FieldReader quiet() {
    return new FieldReader(folder, new ReadProblems());
  }

  /** What does not fit a field: the message without the field's name. */
  private static final class Misfit extends Exception {
    private static final long serialVersionUID = 1L;

    Misfit(String message) {
      super(message);
    }
  }

  /** The value, or {@code instead} where there is a problem. */
  Object read(Setting<?> setting, JsonNodeAt node, Object instead) {
    try {
      return convert(setting, node);
    } catch (Misfit e) {
      problems.add(node.line(), setting.path(), e.getMessage());
      return instead;
    }
  }

  private Object convert(Setting<?> setting, JsonNodeAt node) throws Misfit {
    if (setting.hasAuto() && Setting.AUTO.equals(node.value())) {
      return setting.placeholder();
    }
    String wordForNull = setting.wordForNull();
    if (wordForNull != null && (node.value() == null || wordForNull.equals(node.value()))) {
      return null;
    }
    String orWord = orWord(setting.hasAuto() ? Setting.AUTO : null) + orWord(wordForNull);
    Class<?> type = setting.component().getType();
    if (type == Path.class) {
      return path(setting, text(node, "a path" + orWord));
    } else if (type == String.class) {
      return text(node, "text");
    } else if (type == boolean.class) {
      if (node.value() instanceof Boolean) {
        return node.value();
      }
      throw expected("true or false", node);
    } else if (type == double.class) {
      return number(node);
    } else if (type == int.class || type == Integer.class) {
      return (int) whole(node, orWord, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class) {
      return whole(node, orWord, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type == List.class) {
      return wholeNumbers(node);
    } else if (type.isEnum()) {
      return constant(type, node);
    }
    throw new IllegalStateException("no reader for " + type + " of " + setting);
  }

  private static String orWord(String word) {
    return word == null ? "" : " or \"" + word + "\"";
  }

  private static Misfit expected(String what, JsonNodeAt node) {
    return new Misfit("expected " + what + ", found " + node.describe());
  }

  private static String text(JsonNodeAt node, String what) throws Misfit {
    if (node.value() instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw expected(what, node);
  }

  private Path path(Setting<?> setting, String text) throws Misfit {
    String expanded = text;
    if (text.equals("~") || text.startsWith("~/") || text.startsWith("~\\")) {
      expanded = System.getProperty("user.home") + text.substring(1);
    }
    try {
      Path path = Path.of(expanded);
      return setting.relativeTo() == null
          ? folder.resolve(path).toAbsolutePath().normalize()
          : path;
    } catch (InvalidPathException e) {
      throw new Misfit("\"" + text + "\" is not a path on this machine: " + e.getReason());
    }
  }

  private static double number(JsonNodeAt node) throws Misfit {
    if (node.value() instanceof BigDecimal number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw expected("a number", node);
  }

  private static long whole(JsonNodeAt node, String orWord, long least, long greatest)
      throws Misfit {
    if (node.value() instanceof BigDecimal number) {
      try {
        long value = number.longValueExact();
        if (value >= least && value <= greatest) {
          return value;
        }
      } catch (ArithmeticException e) {
        throw expected("a whole number" + orWord, node);
      }
    }
    throw expected("a whole number" + orWord, node);
  }

  private static List<Integer> wholeNumbers(JsonNodeAt node) throws Misfit {
    if (node.list() == null) {
      throw expected("a list of whole numbers such as [12, 16]", node);
    }
    List<Integer> numbers = new ArrayList<>();
    for (JsonNodeAt element : node.list()) {
      numbers.add((int) whole(element, "", Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    return numbers;
  }

  private static Object constant(Class<?> type, JsonNodeAt node) throws Misfit {
    Object[] constants = type.getEnumConstants();
    List<String> names = Arrays.stream(constants).map(FieldReader::name).toList();
    if (!(node.value() instanceof String text)) {
      throw expected("one of " + String.join(", ", names), node);
    }
    int index = names.indexOf(text);
    if (index < 0) {
      throw new Misfit(
          "\"%s\" is not one of %s; the nearest is %s"
              .formatted(
                  text, String.join(", ", names), NearestName.of(text, names).orElseThrow()));
    }
    return constants[index];
  }

  /** The spelling of an enum constant in JSON: {@code ONE_CYCLE} is {@code oneCycle}. */
  static String name(Object constant) {
    if (constant instanceof Metric metric) {
      return metric.key();
    }
    String[] words = constant.toString().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder name = new StringBuilder(words[0]);
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return name.toString();
  }

  /** An enum constant as people read it. */
  static String title(Object constant) {
    if (constant instanceof Metric metric) {
      return metric.title();
    }
    String name = name(constant);
    return constant instanceof OptimizerKind
        ? constant.toString()
        : TITLES.getOrDefault(name, name);
  }
}
