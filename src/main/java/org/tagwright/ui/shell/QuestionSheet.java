package org.tagwright.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Questions.Question;

/** A question before something grave; Escape and Cancel leave everything as it is. */
final class QuestionSheet extends VBox {
  QuestionSheet(Question question, Runnable close) {
    getStyleClass().add("sheet");
    setMaxSize(540, USE_PREF_SIZE);
    Label title = new Label(question.title());
    title.getStyleClass().add("sheet-title");
    title.setWrapText(true);
    Label text = new Label(question.text());
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    HBox buttons = new HBox(10);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    Button cancel = new Button("Cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(e -> close.run());
    buttons.getChildren().add(cancel);
    for (Answer answer : question.answers()) {
      Button button = new Button(answer.label());
      button.getStyleClass().add(answer.grave() ? "danger" : "accent");
      button.setOnAction(
          e -> {
            close.run();
            answer.action().run();
          });
      buttons.getChildren().add(button);
    }
    getChildren().addAll(title, text, buttons);
  }
}
