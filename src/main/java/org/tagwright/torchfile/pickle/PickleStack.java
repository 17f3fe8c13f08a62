package org.tagwright.torchfile.pickle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tagwright.torchfile.tensor.MalformedFileException;

/**
 * The stack of the pickle machine. A mark fences off what lies below it: as in Python's own
 * machine, nothing is taken from under a mark but by an operation that takes the mark too.
 */
final class PickleStack {
  private Object[] values = new Object[64];
  private int size;
  private int[] marks = new int[16];
  private int markCount;

  void push(@Nullable Object value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  Object pop() throws MalformedFileException {
    Object top = peek();
    values[--size] = null;
    return top;
  }

  Object peek() throws MalformedFileException {
    if (size == fence()) {
      throw new MalformedFileException("its pickle takes from an empty stack");
    }
    return values[size - 1];
  }

  void mark() {
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, 2 * markCount);
    }
    marks[markCount++] = size;
  }

  /** The values above the last mark, the lowest first; they and the mark are gone. */
  Object[] popToMark() throws MalformedFileException {
    if (markCount == 0) {
      throw new MalformedFileException("its pickle has no mark where one is wanted");
    }
    Object[] taken = pop(size - marks[markCount - 1]);
    markCount--;
    return taken;
  }

  /** The {@code count} uppermost values, the lowest first. */
  Object[] pop(int count) throws MalformedFileException {
    if (size - fence() < count) {
      throw new MalformedFileException("its pickle takes from an empty stack");
    }
    Object[] taken = Arrays.copyOfRange(values, size - count, size);
    Arrays.fill(values, size - count, size, null);
    size -= count;
    return taken;
  }

  /** The value at {@code place} from the bottom, fenced off or not. */
  Object get(int place) {
    return values[place];
  }

  /** How many marks there are. */
  int marks() {
    return markCount;
  }

  /** How many values there are, fenced off or not. */
  int size() {
    return size;
  }

  private int fence() {
    return markCount == 0 ? 0 : marks[markCount - 1];
  }
}
