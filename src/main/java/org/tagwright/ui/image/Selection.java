package org.tagwright.ui.image;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javafx.collections.ObservableList;

/**
 * Which of the listed images are selected, by click, Shift, Ctrl, arrow keys or a rubber band.
 * Images are small numbers; what the list no longer shows is no longer selected, so that nothing is
 * changed that nobody sees.
 */
public final class Selection {
  private final ObservableList<Integer> shown;
  private final BitSet chosen = new BitSet();
  private final List<Runnable> listeners = new ArrayList<>();
  private BitSet beforeBand = new BitSet();
  private int lead = -1;
  private int anchor = -1;

  /**
   * @param shown the images in the order that they are shown in
   */
  public Selection(ObservableList<Integer> shown) {
    this.shown = shown;
  }

  /** Is told after each change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }

  public boolean contains(int image) {
    return contained(image, chosen);
  }

  public int size() {
    return chosen.cardinality();
  }

  /** The selected images, ascending. */
  public List<Integer> images() {
    return chosen.stream().boxed().toList();
  }

  /** The image that arrow keys move from, or -1. */
  public int lead() {
    return lead;
  }

  /** Where the lead is in the list, or -1. */
  public int leadPlace() {
    return lead < 0 ? -1 : shown.indexOf(lead);
  }

  /** Selects this image alone, wherever it is; -1: none. */
  public void only(int image) {
    chosen.clear();
    lead = image;
    anchor = image;
    if (image >= 0) {
      chosen.set(image);
    }
    changed();
  }

  /**
   * As a click on the image at a place does.
   *
   * @param toggle with Ctrl: adds the image or takes it away
   * @param extend with Shift: all from the last click to here
   */
  public void click(int place, boolean toggle, boolean extend) {
    int image = shown.get(place);
    if (extend && shown.contains(anchor)) {
      range(place, toggle);
    } else if (toggle) {
      chosen.flip(image);
      lead = image;
      anchor = image;
      changed();
    } else {
      only(image);
    }
  }

  /** Moves the lead by so many places, which may be too many; Shift extends. */
  public void step(int by, boolean extend) {
    if (shown.isEmpty()) {
      return;
    }
    int at = leadPlace();
    int to = at < 0 ? 0 : Math.max(0, Math.min(shown.size() - 1, at + by));
    click(to, false, extend);
  }

  private void range(int place, boolean adding) {
    if (!adding) {
      chosen.clear();
    }
    int from = shown.indexOf(anchor);
    for (int i = Math.min(from, place); i <= Math.max(from, place); i++) {
      chosen.set(shown.get(i));
    }
    lead = shown.get(place);
    changed();
  }

  /** A rubber band begins. */
  public void beginBand(boolean adding) {
    beforeBand = adding ? (BitSet) chosen.clone() : new BitSet();
  }

  /** The band now touches the images at these places, and selects them beside those before it. */
  public void band(List<Integer> places) {
    BitSet now = (BitSet) beforeBand.clone();
    for (int place : places) {
      now.set(shown.get(place));
    }
    if (!places.isEmpty()) {
      anchor = shown.get(places.get(0));
      lead = shown.get(places.get(places.size() - 1));
    }
    choose(now);
  }

  public void all() {
    shown.forEach(chosen::set);
    changed();
  }

  public void none() {
    only(-1);
  }

  /** Forgets what the list does not show any more. */
  public void retainShown() {
    BitSet still = new BitSet();
    shown.forEach(still::set);
    still.and(chosen);
    lead = contained(lead, still) ? lead : still.nextSetBit(0);
    anchor = contained(anchor, still) ? anchor : lead;
    choose(still);
  }

  private static boolean contained(int image, BitSet images) {
    return image >= 0 && images.get(image);
  }

  private void choose(BitSet now) {
    if (!now.equals(chosen)) {
      chosen.clear();
      chosen.or(now);
      changed();
    }
  }
}
