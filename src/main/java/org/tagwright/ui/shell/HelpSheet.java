package org.tagwright.ui.shell;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.Shortcut;

/** The sheet of shortcuts: those of the window, then those of the visible view. */
final class HelpSheet extends VBox {
  HelpSheet(List<Shortcut> everywhere, String view, List<Shortcut> here, Runnable close) {
    getStyleClass().add("sheet");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMinWidth(460);
    Label title = new Label("Keyboard shortcuts");
    title.getStyleClass().add("sheet-title");
    GridPane keys = new GridPane();
    keys.setHgap(18);
    keys.setVgap(8);
    if (!here.isEmpty()) {
      group(keys, view, here);
    }
    group(keys, "Everywhere", everywhere);
    Button done = new Button("Close");
    done.setDefaultButton(true);
    done.setOnAction(e -> close.run());
    HBox buttons = new HBox(done);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(title, keys, buttons);
  }

  private static void group(GridPane grid, String name, List<Shortcut> shortcuts) {
    int row = grid.getRowCount();
    Label heading = new Label(name);
    heading.getStyleClass().add("help-group");
    grid.add(heading, 0, row++, 2, 1);
    for (Shortcut shortcut : shortcuts) {
      Label keys = new Label(shortcut.keys().getDisplayText());
      keys.getStyleClass().add("key-cap");
      keys.setMinWidth(Region.USE_PREF_SIZE);
      grid.addRow(row++, keys, new Label(shortcut.what()));
    }
  }
}
