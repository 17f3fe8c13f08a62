package org.tagwright.ui.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.ui.common.ClipboardText;
import org.tagwright.ui.common.Problems.Problem;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** The one error view: what was being done, what happened, what to do, and details to copy. */
final class ProblemSheet extends VBox {
  private static final double MOST_MESSAGE = 360;
  private static final int MANY_LINES = 14;

  private final Button done = new Button("Close");

  private final Problem problem;

  ProblemSheet(Problem problem, Runnable close) {
    this.problem = problem;
    getStyleClass().add("sheet");
    setMaxSize(640, USE_PREF_SIZE);
    setPrefWidth(640);
    FontIcon icon = new FontIcon("mdi2a-alert-circle-outline");
    icon.getStyleClass().add("problem-icon");
    Label title = Texts.wrapping(problem.title(), "sheet-title");
    HBox head = new Row(10, icon, title);
    Label message = Texts.wrapping(problem.message());
    message.setId("problem-message");
    getChildren()
        .addAll(head, problem.message().lines().count() > MANY_LINES ? scrolled(message) : message);

    Button copy = new Button("Copy", new FontIcon("mdi2c-content-copy"));
    copy.setOnAction(e -> copy(problem));
    done.setDefaultButton(true);
    done.setOnAction(e -> close.run());

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
    getChildren().add(Row.atEnd(10, copy, done));
  }

  Problem problem() {
    return problem;
  }

  /** Tells how many other problems wait to be shown. */
  void others(int count) {
    done.setText(
        count == 0 ? "Close" : count == 1 ? "Next problem" : "Next of " + count + " problems");
  }

  @Override
  public void requestFocus() {
    done.requestFocus();
  }

  /** A report of a hundred lines must not push the buttons out of the window. */
  private static ScrollPane scrolled(Label message) {
    ScrollPane scroll = new ScrollPane(message);
    scroll.setFitToWidth(true);
    scroll.setPrefHeight(MOST_MESSAGE);
    scroll.setMinHeight(MOST_MESSAGE);
    scroll.getStyleClass().add("plain");
    return scroll;
  }

  private static void copy(Problem problem) {
    ClipboardText.copy(
        problem.title()
            + "\n"
            + problem.message()
            + (problem.details() == null ? "" : "\n\n" + problem.details()));
  }
}
