package org.tagwright.ui.results;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.tagwright.results.CheckpointScan;
import org.tagwright.ui.common.widget.OverlayPane;
import org.tagwright.ui.common.widget.Texts;

/** The files that are no readable checkpoints, each with the reason. */
final class UnreadablePane extends OverlayPane {
  UnreadablePane(List<CheckpointScan.Unreadable> files, Runnable close) {
    super("Files that cannot be read", close);
    VBox body = new VBox(10);
    for (CheckpointScan.Unreadable file : files) {
      VBox card =
          new VBox(4, wrapped(file.file().toString(), "strong"), wrapped(file.reason(), "muted"));
      card.getStyleClass().add("card");
      body.getChildren().add(card);
    }
    show(body);
  }

  private static Label wrapped(String text, String style) {
    Label label = Texts.of(text, style);
    label.setWrapText(true);
    return label;
  }
}
