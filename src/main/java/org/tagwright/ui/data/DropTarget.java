package org.tagwright.ui.data;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;

/** Takes a file or a folder that is dropped. */
final class DropTarget {
  private DropTarget() {}

  /**
   * @param busy while it holds, nothing is taken
   */
  static void on(Node node, ObservableBooleanValue busy, Consumer<Path> take) {
    node.setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles() && !busy.get()) {
            e.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
            e.consume();
          }
        });
    node.setOnDragDropped(
        e -> {
          List<File> files = e.getDragboard().getFiles();
          if (!files.isEmpty()) {
            take.accept(files.get(0).toPath());
          }
          e.setDropCompleted(!files.isEmpty());
          e.consume();
        });
  }
}
