package org.tagwright.ui.common;

import java.util.function.Consumer;

/**
 * A value of the configuration that a view takes over whenever it has changed, as after the demo
 * was made; until then what was chosen in the view itself stays.
 */
public final class Followed<T> {
  private T last;

  /**
   * Hands a value on where it is another than the last time; at first only where nothing is chosen.
   *
   * @param chosen what the view has now, or {@code null}
   */
  public void look(T now, T chosen, Consumer<? super T> changed) {
    boolean takeOver = last == null ? chosen == null : !now.equals(last);
    last = now;
    if (takeOver) {
      changed.accept(now);
    }
  }
}
