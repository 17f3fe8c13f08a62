package org.tagwright.ui.common;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * Asks the person: before something that cannot be undone, or for a number. The shell shows the
 * question.
 */
public final class Questions {
  /**
   * A question with its answers. "Cancel" is always among them and does nothing.
   *
   * @param number what is to be typed in, or {@code null}
   * @param answers from the mildest to the gravest
   */
  public record Question(String title, String text, WholeNumber number, List<Answer> answers) {
    public Question {
      answers = List.copyOf(answers);
    }
  }

  /**
   * A whole number that the person types.
   *
   * @param unit stands behind it, such as "epochs"
   */
  public record WholeNumber(String label, String unit, int usual, int least, int most) {
    /** The number in a text, or empty where it is none or out of bounds. */
    public OptionalInt in(String text) {
      try {
        int number = Integer.parseInt(text.strip());
        return number < least || number > most ? OptionalInt.empty() : OptionalInt.of(number);
      } catch (NumberFormatException e) {
        return OptionalInt.empty();
      }
    }

    /** What it must be, in words. */
    public String demand() {
      return "A whole number from " + least + " to " + most + ".";
    }
  }

  /**
   * A button.
   *
   * @param grave whether it destroys or ends something
   * @param action gets the number that was typed; 0 where none was asked for
   */
  public record Answer(String label, boolean grave, IntConsumer action) {
    public Answer(String label, boolean grave, Runnable action) {
      this(label, grave, number -> action.run());
    }
  }

  private final ObjectProperty<Question> open = new SimpleObjectProperty<>();

  /** The question to show, or {@code null}. FX thread. */
  public ObjectProperty<Question> openProperty() {
    return open;
  }

  public void ask(String title, String text, Answer... answers) {
    open.set(new Question(title, text, null, List.of(answers)));
  }

  public void askNumber(String title, String text, WholeNumber number, Answer answer) {
    open.set(new Question(title, text, number, List.of(answer)));
  }
}
