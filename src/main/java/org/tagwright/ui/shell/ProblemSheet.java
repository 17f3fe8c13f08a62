package org.tagwright.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.Problems.Problem;

/** The one error view: what was being done, what happened, what to do, and details to copy. */
final class ProblemSheet extends VBox {
  ProblemSheet(Problem problem, Runnable close) {
    getStyleClass().add("sheet");
    setMaxSize(620, USE_PREF_SIZE);
    FontIcon icon = new FontIcon("mdi2a-alert-circle-outline");
    icon.getStyleClass().add("problem-icon");
    Label title = new Label(problem.title());
    title.getStyleClass().add("sheet-title");
    HBox head = new HBox(10, icon, title);
    head.setAlignment(Pos.CENTER_LEFT);
    Label message = new Label(problem.message());
    message.setWrapText(true);
    message.setMinHeight(USE_PREF_SIZE);
    message.setId("problem-message");
    getChildren().addAll(head, message);

    HBox buttons = new HBox(10);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    Button copy = new Button("Copy", new FontIcon("mdi2c-content-copy"));
    copy.setOnAction(e -> copy(problem));
    Button done = new Button("Close");
    done.setDefaultButton(true);
    done.setOnAction(e -> close.run());
    buttons.getChildren().addAll(copy, done);

    if (problem.details() != null) {
      TextArea text = new TextArea(problem.details());
      text.setEditable(false);
      text.setPrefRowCount(12);
      text.getStyleClass().add("details");
      TitledPane details = new TitledPane("Details", text);
      details.setExpanded(false);
      details.setAnimated(false);
      getChildren().add(details);
    }
    getChildren().add(buttons);
  }

  private static void copy(Problem problem) {
    ClipboardText.copy(
        problem.title()
            + "\n"
            + problem.message()
            + (problem.details() == null ? "" : "\n\n" + problem.details()));
  }
}
