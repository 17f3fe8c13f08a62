package org.tagwright.ui.shell;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Where keys go: nobody who works without a mouse should have to look for it. */
final class Focus {
  private Focus() {}

  /** Gives the focus to the first node of a tree that takes it. */
  static void enter(Node tree) {
    first(tree).ifPresent(Node::requestFocus);
  }

  private static Optional<Node> first(Node tree) {
    if (!tree.isVisible() || tree.isDisabled()) {
      return Optional.empty();
    }
    if (tree.isFocusTraversable()) {
      return Optional.of(tree);
    }
    if (tree instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        Optional<Node> found = first(child);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  static boolean isWithin(Node node, Node tree) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (up == tree) {
        return true;
      }
    }
    return false;
  }
}
