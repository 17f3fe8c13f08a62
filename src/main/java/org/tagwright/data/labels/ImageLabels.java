package org.tagwright.data.labels;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What is known of the classes of an image. Immutable.
 *
 * @param labelled whether the image has a label file; without one it is not part of training
 * @param present indices of the classes that it has
 * @param unknown indices of the classes of which nobody knows; none of them is {@code present}
 */
public record ImageLabels(boolean labelled, BitSet present, BitSet unknown) {
  /** What is known of a class of an image. */
  public enum State {
    PRESENT,
    ABSENT,
    UNKNOWN
  }

  /** Of an image without a label file. */
  public static final ImageLabels NO_FILE = new ImageLabels(false, new BitSet(), new BitSet());

  /** Of an image with an empty label file: every class is absent. */
  public static final ImageLabels NONE = new ImageLabels(true, new BitSet(), new BitSet());

  public ImageLabels {
    present = (BitSet) present.clone();
    unknown = (BitSet) unknown.clone();
    present.andNot(unknown);
  }

  /** The classes given, all others absent. */
  public static ImageLabels of(int... present) {
    BitSet bits = new BitSet();
    Arrays.stream(present).forEach(bits::set);
    return new ImageLabels(true, bits, new BitSet());
  }

  @Override
  public BitSet present() {
    return (BitSet) present.clone();
  }

  @Override
  public BitSet unknown() {
    return (BitSet) unknown.clone();
  }

  /** One more than the greatest index of a class that is not absent. */
  int length() {
    return Math.max(present.length(), unknown.length());
  }

  /** What is known of a class. */
  public State state(int classIndex) {
    if (unknown.get(classIndex)) {
      return State.UNKNOWN;
    }
    return present.get(classIndex) ? State.PRESENT : State.ABSENT;
  }

  /** The same but for one class; an image without a label file gets one. */
  public ImageLabels with(int classIndex, State state) {
    BitSet nowPresent = present();
    BitSet nowUnknown = unknown();
    nowPresent.set(classIndex, state == State.PRESENT);
    nowUnknown.set(classIndex, state == State.UNKNOWN);
    return new ImageLabels(true, nowPresent, nowUnknown);
  }
}
