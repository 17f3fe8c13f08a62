package org.tagwright.ui.common.widget;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Files and folders that are dragged here from the system. */
public final class Drops {
  private Drops() {}

  /**
   * Takes the first dropped file that suits; drops without one are left to whoever stands above.
   *
   * @param suits is asked on the FX thread, so by the name
   */
  public static void take(Node on, Predicate<Path> suits, Consumer<Path> then) {
    on.addEventHandler(
        DragEvent.DRAG_OVER,
        event ->
            first(event, suits)
                .ifPresent(
                    file -> {
                      event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
                      event.consume();
                    }));
    on.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event ->
            first(event, suits)
                .ifPresent(
                    file -> {
                      event.setDropCompleted(true);
                      event.consume();
                      then.accept(file);
                    }));
  }

  private static Optional<Path> first(DragEvent event, Predicate<Path> suits) {
    return event.getDragboard().hasFiles()
        ? event.getDragboard().getFiles().stream().map(File::toPath).filter(suits).findFirst()
        : Optional.empty();
  }
}
