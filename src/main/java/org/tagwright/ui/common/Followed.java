package org.tagwright.ui.common;

import java.util.function.Consumer;

/**
 * A value of the configuration that a view takes over whenever it has changed, as after the demo
 * was made; until then what was chosen in the view itself stays.
 */
public final class Followed<T> {
  private T last;

  /** Hands a value on where it is another than the last time. */
  public void look(T now, Consumer<? super T> changed) {
    if (!now.equals(last)) {
      last = now;
      changed.accept(now);
    }
  }
}
