package org.tagwright.ui.shell;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** The sheet of shortcuts: those of the window, then those of the visible view. */
final class HelpSheet extends VBox {
  private final Button done = new Button("Close");

  HelpSheet(List<Shortcut> everywhere, String view, List<Shortcut> here, Runnable close) {
    getStyleClass().add("sheet");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMinWidth(460);
    Label title = Texts.of("Keyboard shortcuts", "sheet-title");
    HBox groups = new HBox(44);
    if (!here.isEmpty()) {
      groups.getChildren().add(group(view, here));
    }
    groups.getChildren().add(group("Everywhere", everywhere));
    done.setDefaultButton(true);
    done.setOnAction(e -> close.run());
    getChildren().addAll(title, groups, Row.atEnd(0, done));
  }

  @Override
  public void requestFocus() {
    done.requestFocus();
  }

  private static GridPane group(String name, List<Shortcut> shortcuts) {
    GridPane grid = new GridPane();
    grid.setHgap(18);
    grid.setVgap(8);
    Label heading = Texts.of(name, "help-group");
    grid.add(heading, 0, 0, 2, 1);
    int row = 1;
    for (Shortcut shortcut : shortcuts) {
      Label keys = Texts.whole(shortcut.keys().getDisplayText(), "key-cap");
      Label what = new Label(shortcut.what());
      what.setWrapText(true);
      what.setMaxWidth(300);
      grid.addRow(row++, keys, what);
    }
    return grid;
  }
}
