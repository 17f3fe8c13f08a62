package org.tagwright.torchfile.pickle;

import java.util.List;
import org.tagwright.torchfile.tensor.MalformedFileException;

/** Takes what a pickle gives where a value of a certain kind must be: {@code null} is of none. */
public final class Operand {
  private Operand() {}

  static <T> T of(Object value, Class<T> kind) throws MalformedFileException {
    if (!kind.isInstance(value)) {
      throw new MalformedFileException(
          "its pickle has %s where a %s should be"
              .formatted(
                  value == null ? "None" : "a " + value.getClass().getSimpleName(),
                  kind.getSimpleName()));
    }
    return kind.cast(value);
  }

  public static <T> T at(List<?> values, int index, Class<T> kind) throws MalformedFileException {
    if (index >= values.size()) {
      throw new MalformedFileException("its pickle has too few values in a call");
    }
    return of(values.get(index), kind);
  }
}
