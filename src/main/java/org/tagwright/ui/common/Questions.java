package org.tagwright.ui.common;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** Asks the person before something that cannot be undone. The shell shows the question. */
public final class Questions {
  /**
   * A question with its answers. "Cancel" is always among them and does nothing.
   *
   * @param answers from the mildest to the gravest
   */
  public record Question(String title, String text, List<Answer> answers) {
    public Question {
      answers = List.copyOf(answers);
    }
  }

  /**
   * A button.
   *
   * @param grave whether it destroys or ends something
   */
  public record Answer(String label, boolean grave, Runnable action) {}

  private final ObjectProperty<Question> open = new SimpleObjectProperty<>();

  /** The question to show, or {@code null}. FX thread. */
  public ObjectProperty<Question> openProperty() {
    return open;
  }

  public void ask(String title, String text, Answer... answers) {
    open.set(new Question(title, text, List.of(answers)));
  }
}
