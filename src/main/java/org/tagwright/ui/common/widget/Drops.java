package org.tagwright.ui.common.widget;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Files, folders and images that are dragged here from the system. */
public final class Drops {
  private Drops() {}

  /**
   * Takes the first dropped file that suits; drops without one are left to whoever stands above.
   *
   * @param suits is asked on the FX thread, so by the name
   */
  public static void take(Node on, Predicate<Path> suits, Consumer<Path> then) {
    takeAll(on, suits, files -> then.accept(files.get(0)));
  }

  /** Takes all dropped files that suit, as {@link #take} takes the first. */
  public static void takeAll(Node on, Predicate<Path> suits, Consumer<List<Path>> then) {
    on.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (!suiting(event, suits).isEmpty()) {
            event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
            event.consume();
          }
        });
    on.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          List<Path> files = suiting(event, suits);
          if (!files.isEmpty()) {
            event.setDropCompleted(true);
            event.consume();
            then.accept(files);
          }
        });
  }

  /** Takes an image that is no file, such as one from a web page. */
  public static void takeImage(Node on, BooleanSupplier free, Consumer<Image> then) {
    on.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (isImage(event) && free.getAsBoolean()) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    on.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          Image image =
              isImage(event) && free.getAsBoolean() ? event.getDragboard().getImage() : null;
          if (image != null) {
            event.setDropCompleted(true);
            event.consume();
            then.accept(image);
          }
        });
  }

  private static boolean isImage(DragEvent event) {
    return !event.getDragboard().hasFiles() && event.getDragboard().hasImage();
  }

  private static List<Path> suiting(DragEvent event, Predicate<Path> suits) {
    return event.getDragboard().hasFiles()
        ? event.getDragboard().getFiles().stream().map(File::toPath).filter(suits).toList()
        : List.of();
  }
}
