package org.tagwright.model.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A place in a model: makes weights named by torchvision's path and keeps them in the order of
 * their making, which is thereby the order of the state dict.
 */
public final class Scope {
  private final String path;
  private final List<Weight> state;

  private Scope(String path, List<Weight> state) {
    this.path = path;
    this.state = state;
  }

  /** The top of a model. */
  public static Scope root() {
    return new Scope("", new ArrayList<>());
  }

  /** The place of a child; {@code name} may have dots. */
  public Scope at(String name) {
    return new Scope(path.isEmpty() ? name : path + "." + name, state);
  }

  /** The place of the child number {@code index} of a sequence. */
  public Scope at(int index) {
    return at(Integer.toString(index));
  }

  /** A new weight here. */
  public Weight weight(String name, Weight.Role role, Fill fill, long... shape) {
    Weight weight = new Weight(at(name).path, role, fill, shape);
    state.add(weight);
    return weight;
  }

  /** Whole numbers that the state dict has here although they are always the same. */
  public void constant(String name, long[] values) {
    state.add(Weight.constant(at(name).path, values));
  }

  /** Everything made under the same root so far, in order. */
  public List<Weight> state() {
    return Collections.unmodifiableList(state);
  }
}
