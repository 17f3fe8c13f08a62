package org.tagwright.ui.common;

import java.util.function.Function;
import javafx.util.StringConverter;

/** Shows values of a closed set by their titles, as combo boxes want it. */
public final class Titled {
  private Titled() {}

  /** Values to titles only: nobody types them. */
  public static <T> StringConverter<T> by(Function<T, String> title) {
    return new StringConverter<>() {
      @Override
      public String toString(T value) {
        return value == null ? "" : title.apply(value);
      }

      @Override
      public T fromString(String text) {
        throw new UnsupportedOperationException("titles are not typed");
      }
    };
  }
}
