package org.tagwright.data.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.tagwright.common.Units;

/**
 * What a person has to say before a table can be read.
 *
 * @param option the choice that answers it
 * @param text why it is asked, a whole sentence
 * @param answers the possible ones
 */
public record TableQuestion(Option option, String text, List<Answer> answers) {
  /**
   * @param value as it is typed
   * @param meaning what it would lead to
   */
  public record Answer(String value, String meaning) {
    static Answer ofLabels(Separator separator, List<String> labels) {
      String count = labels.size() == 1 ? "one label: " : labels.size() + " labels: ";
      return new Answer(
          separator.toString(),
          count
              + labels.stream().map(label -> "'" + label + "'").collect(Collectors.joining(", ")));
    }
  }

  /** The choices that can be asked for. */
  public enum Option {
    FILE_COLUMN("--file-column"),
    LABEL_COLUMNS("--label-columns"),
    FORM("--label-form"),
    SEPARATOR("--separator"),
    UNKNOWN("--unknown");

    private final String flag;

    Option(String flag) {
      this.flag = flag;
    }
  }

  static TableQuestion ofFlags(String column) {
    return new TableQuestion(
        Option.FORM,
        "Column '" + column + "' holds 0 and 1.",
        List.of(
            new Answer("flags", "one class '" + column + "', which images with 1 have"),
            new Answer("names", "two classes, of the indices 0 and 1")));
  }

  static TableQuestion ofUnknown(int labels) {
    return new TableQuestion(
        Option.UNKNOWN,
        Units.count(labels, "label is", "labels are") + " unknown (such as -1).",
        List.of(
            new Answer("unknown", "they and empty cells count neither in training nor in scores"),
            new Answer("absent", "these images do not have the class"),
            new Answer("present", "these images have the class"),
            new Answer("skip", "these images are left out")));
  }

  /** All questions about a table, with the options that answer them in a terminal. */
  static String text(Path file, List<TableQuestion> questions) {
    StringBuilder text =
        new StringBuilder("The table " + file + " can be read in more than one way.");
    for (TableQuestion question : questions) {
      text.append("\n").append(question.text);
      for (Answer answer : question.answers) {
        boolean plain = answer.value.matches("[\\w.-]+");
        text.append("\n  ").append(question.option.flag).append(" ");
        text.append(plain ? answer.value : "\"" + answer.value + "\"");
        text.append("   ").append(answer.meaning);
      }
    }
    return text.toString();
  }
}
