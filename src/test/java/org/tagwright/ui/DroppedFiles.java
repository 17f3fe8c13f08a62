package org.tagwright.ui;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.PickResult;
import javafx.scene.input.TransferMode;

/**
 * Files dragged in from the system. The events are made here: a drag by the robot never ends for
 * JavaFX's headless platform, and breaks every window that comes after it.
 */
final class DroppedFiles {
  private DroppedFiles() {}

  /** Returns whether anything under the node took them. */
  static boolean on(Node node, Path... files) {
    return Toolkit.onFx(
        () -> {
          Dragboard board = DragboardHelper.createDragboard(fromOutside());
          ClipboardContent content = new ClipboardContent();
          content.putFiles(List.of(files).stream().map(Path::toFile).toList());
          board.setContent(content);
          DragEvent over = event(DragEvent.DRAG_OVER, board, node);
          Event.fireEvent(node, over);
          Event.fireEvent(node, event(DragEvent.DRAG_DROPPED, board, node));
          return over.isAccepted();
        });
  }

  /** A local clipboard throws when it is asked how its content may be transferred. */
  private static TKClipboard fromOutside() {
    TKClipboard local = com.sun.javafx.tk.Toolkit.getToolkit().createLocalClipboard();
    return (TKClipboard)
        Proxy.newProxyInstance(
            TKClipboard.class.getClassLoader(),
            new Class<?>[] {TKClipboard.class},
            (proxy, method, values) ->
                method.getName().equals("getTransferModes")
                    ? EnumSet.of(TransferMode.COPY, TransferMode.LINK)
                    : method.invoke(local, values));
  }

  private static DragEvent event(EventType<DragEvent> type, Dragboard board, Node node) {
    return new DragEvent(
        type, board, 0, 0, 0, 0, TransferMode.COPY, null, node, new PickResult(node, 0, 0));
  }
}
