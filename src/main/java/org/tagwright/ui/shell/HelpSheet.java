package org.tagwright.ui.shell;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** The sheet of shortcuts: those of the visible view, of labelling there, and of the window. */
final class HelpSheet extends VBox {
  private static final double WIDEST_TEXT = 205;

  private final Button done = new Button("Close");

  HelpSheet(
      List<Shortcut> everywhere,
      String view,
      List<Shortcut> here,
      List<Shortcut.Help> labelling,
      Runnable about,
      Runnable close) {
    getStyleClass().add("sheet");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setMinWidth(460);
    Label title = Texts.of("Keyboard shortcuts", "sheet-title");
    HBox groups = new HBox(28);
    if (!here.isEmpty()) {
      groups.getChildren().add(group(view, help(here)));
    }
    if (!labelling.isEmpty()) {
      groups.getChildren().add(group("Labels", labelling));
    }
    groups.getChildren().add(group("Everywhere", help(everywhere)));
    done.setDefaultButton(true);
    done.setOnAction(e -> close.run());
    getChildren()
        .addAll(
            title, groups, new Row(8, Buttons.of("About Tagwright", about), new Spacer(), done));
  }

  @Override
  public void requestFocus() {
    done.requestFocus();
  }

  private static List<Shortcut.Help> help(List<Shortcut> shortcuts) {
    return shortcuts.stream()
        .map(s -> new Shortcut.Help(s.keys().getDisplayText(), s.what()))
        .toList();
  }

  private static GridPane group(String name, List<Shortcut.Help> keys) {
    GridPane grid = new GridPane();
    grid.setHgap(18);
    grid.setVgap(8);
    Label heading = Texts.of(name, "help-group");
    grid.add(heading, 0, 0, 2, 1);
    int row = 1;
    for (Shortcut.Help key : keys) {
      Label what = new Label(key.what());
      what.setWrapText(true);
      what.setMaxWidth(WIDEST_TEXT);
      grid.addRow(row++, Texts.whole(key.keys(), "key-cap"), what);
    }
    return grid;
  }
}
