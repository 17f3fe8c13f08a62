package planted.tagwright.model;

import javafx.application.Platform;
import javafx.scene.Node;

/** Breaks the rules that keep JavaFX in the window, and {@code runLater} in one place. */
public class PlantedWindow {
  Node forbidden;

  void forbidden() {
    Platform.runLater(() -> {});
  }
}
