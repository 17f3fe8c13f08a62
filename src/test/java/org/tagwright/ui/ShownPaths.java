package org.tagwright.ui;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;

/**
 * The folders of a test where a scene shows them, in place of which a picture has the folder that a
 * person could have.
 */
final class ShownPaths {
  private static final Pattern TEMPORARY = Pattern.compile("[^\\s\"]*junit-?\\d+");
  private static final String OF_A_PERSON = "/home/ada/photos";

  private final List<Runnable> putBack = new ArrayList<>();

  private ShownPaths() {}

  static ShownPaths ofAPerson(Scene scene) {
    ShownPaths paths = new ShownPaths();
    Deque<Node> nodes = new ArrayDeque<>(List.of(scene.getRoot()));
    while (!nodes.isEmpty()) {
      Node node = nodes.pop();
      if (node instanceof Labeled label) {
        paths.exchange(label.textProperty());
      } else if (node instanceof TextInputControl field) {
        paths.exchange(field.textProperty());
      }
      if (node instanceof Parent parent) {
        nodes.addAll(parent.getChildrenUnmodifiable());
      }
    }
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return paths;
  }

  private void exchange(StringProperty shown) {
    String text = shown.get();
    if (text != null && TEMPORARY.matcher(text).find()) {
      shown.unbind();
      shown.set(TEMPORARY.matcher(text).replaceAll(OF_A_PERSON));
      putBack.add(() -> shown.set(text));
    }
  }

  void putBack() {
    putBack.forEach(Runnable::run);
  }
}
