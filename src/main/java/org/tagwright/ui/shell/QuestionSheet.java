package org.tagwright.ui.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Questions.Question;
import org.tagwright.ui.common.Questions.WholeNumber;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Texts;

/** A question, mostly before something grave; Escape and Cancel leave everything as it is. */
final class QuestionSheet extends VBox {
  private final TextField number = new TextField();

  QuestionSheet(Question question, Runnable close) {
    getStyleClass().add("sheet");
    setMaxSize(540, USE_PREF_SIZE);
    Label title = Texts.of(question.title(), "sheet-title");
    title.setWrapText(true);
    Label text = Texts.wrapping(question.text());
    getChildren().addAll(title, text);
    if (question.number() != null) {
      getChildren().add(numberField(question.number()));
    }
    Button cancel = Buttons.of("Cancel", close);
    cancel.setCancelButton(true);
    HBox buttons = Row.atEnd(10, cancel);
    for (Answer answer : question.answers()) {
      buttons.getChildren().add(button(answer, question.number(), close));
    }
    getChildren().add(buttons);
  }

  private VBox numberField(WholeNumber wanted) {
    Label label = new Label(wanted.label());
    number.setText(Integer.toString(wanted.usual()));
    number.setId("question-number");
    number.setPrefColumnCount(8);
    number.setAccessibleText(wanted.label());
    label.setLabelFor(number);
    Label unit = Texts.of(wanted.unit(), "muted");
    HBox row = new Row(8, number, unit);
    Label demand = Texts.of(wanted.demand(), "small", "danger-text");
    demand.visibleProperty().bind(number.textProperty().map(text -> wanted.in(text).isEmpty()));
    return new VBox(6, label, row, demand);
  }

  private Button button(Answer answer, WholeNumber wanted, Runnable close) {
    Button button = new Button(answer.label());
    button.setMnemonicParsing(false);
    button.getStyleClass().add(answer.grave() ? "danger" : "accent");
    if (wanted != null) {
      button.disableProperty().bind(number.textProperty().map(text -> wanted.in(text).isEmpty()));
      button.setDefaultButton(true);
    }
    button.setOnAction(
        e -> {
          close.run();
          answer.action().accept(wanted == null ? 0 : wanted.in(number.getText()).orElseThrow());
        });
    return button;
  }

  /** Gives the keys to the number, else to Cancel, since answers are grave. */
  void begin() {
    if (number.getScene() != null) {
      number.requestFocus();
      number.selectAll();
    } else {
      Focus.enter(this);
    }
  }
}
