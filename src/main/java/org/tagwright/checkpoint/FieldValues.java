package org.tagwright.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tagwright.checkpoint.CheckpointField.Kind;
import org.tagwright.torchfile.tensor.ElementType;
import org.tagwright.torchfile.tensor.PythonCall;
import org.tagwright.torchfile.tensor.TorchTensor;
import org.tagwright.torchfile.tensor.TorchTuple;

/** From what stands in a file to a field's Java type: scripts save one thing in several forms. */
final class FieldValues {
  private static final int LONGEST_TEXT = 40;

  private FieldValues() {}

  /** The value as {@code kind} says, or {@code null} where it is nothing of the kind. */
  static @Nullable Object convert(Kind kind, Object value) {
    return switch (kind) {
      case TEXT -> value instanceof String ? value : null;
      case FLAG -> flag(value);
      case NUMBER -> number(value);
      case INTEGER -> integer(value);
      case NUMBERS -> list(Kind.NUMBER, value);
      case INTEGERS -> list(Kind.INTEGER, value);
      case TEXTS -> list(Kind.TEXT, value);
    };
  }

  /**
   * The value under {@code key}, or {@code null} where there is none or, which is then among the
   * problems, none of the kind.
   */
  static @Nullable Object of(
      Map<?, ?> dict, String path, String key, Kind kind, List<String> problems) {
    Object value = dict.get(key);
    Object converted = value == null ? null : convert(kind, value);
    if (value != null && converted == null) {
      problems.add(problem(path + key, value, kind));
    }
    return converted;
  }

  static String problem(String key, Object value, Kind kind) {
    return "%s is %s, not %s".formatted(key, describe(value), kind.title());
  }

  private static @Nullable Object flag(Object value) {
    if (value instanceof TorchTensor tensor
        && tensor.type() == ElementType.BOOL
        && plain(tensor) instanceof Number n) {
      return n.doubleValue() != 0;
    }
    return value instanceof Boolean ? value : null;
  }

  private static @Nullable Double number(Object value) {
    return plain(value) instanceof Number n ? (Double) n.doubleValue() : null;
  }

  private static @Nullable Long integer(Object value) {
    if (plain(value) instanceof Number n
        && n.doubleValue() == Math.rint(n.doubleValue())
        && Math.abs(n.doubleValue()) < Long.MAX_VALUE) {
      return n.longValue();
    }
    return null;
  }

  /** Scripts that compute scores with PyTorch save them as tensors with one element. */
  private static Object plain(Object value) {
    return value instanceof TorchTensor tensor && tensor.elementCount() == 1 && isRead(tensor)
        ? (Double) tensor.doubles()[0]
        : value;
  }

  private static boolean isRead(TorchTensor tensor) {
    return tensor.storage().hasBytes() && tensor.type().isReadable();
  }

  private static @Nullable List<Object> list(Kind of, Object value) {
    List<Object> converted = new ArrayList<>();
    for (Object item : items(value)) {
      Object c = convert(of, item);
      if (c == null) {
        return null;
      }
      converted.add(c);
    }
    return List.copyOf(converted);
  }

  private static List<?> items(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof TorchTuple tuple) {
      return tuple.items();
    }
    if (value instanceof TorchTensor tensor && tensor.shape().length == 1 && isRead(tensor)) {
      return Arrays.stream(tensor.doubles()).boxed().toList();
    }
    return Collections.singletonList(value); // one rate where ours has a list
  }

  private static String describe(Object value) {
    if (value instanceof String text) {
      return text.length() <= LONGEST_TEXT
          ? "\"" + text + "\""
          : "\"" + text.substring(0, LONGEST_TEXT) + "…\"";
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof List<?> list) {
      return "a list of %d".formatted(list.size());
    }
    if (value instanceof TorchTuple tuple) {
      return "a tuple of %d".formatted(tuple.items().size());
    }
    if (value instanceof Map<?, ?>) {
      return "a dict";
    }
    if (value instanceof TorchTensor tensor) {
      return "a tensor " + tensor;
    }
    return value instanceof PythonCall call ? "a " + call.function() : String.valueOf(value);
  }
}
