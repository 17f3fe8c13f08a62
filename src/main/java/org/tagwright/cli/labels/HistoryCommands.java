package org.tagwright.cli.labels;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tagwright.cli.terminal.TextTable;
import org.tagwright.common.Progress;
import org.tagwright.common.Units;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.data.labels.LabelChange.Head;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about what was changed. */
final class HistoryCommands {
  private HistoryCommands() {}

  @Command(
      name = "history",
      description = "Lists the changes of the labels, the last one last.",
      mixinStandardHelpOptions = true)
  static final class History extends LabelWork {
    @Option(
        names = "--last",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many. Default: ${DEFAULT-VALUE}.")
    int last;

    @Override
    void run(LabelBook book, Progress progress) {
      List<Head> all = book.history();
      if (all.isEmpty()) {
        say("These labels were not changed yet.");
        return;
      }
      TextTable table = new TextTable(">Change", "At", "By", "What", "Of");
      for (Head head : all.subList(Math.max(0, all.size() - last), all.size())) {
        table.row(
            Long.toString(head.id()),
            Units.minute(head.at()),
            head.by(),
            head.kind().name().toLowerCase(Locale.ROOT)
                + (head.of() == 0 ? "" : " of " + head.of()),
            of(head));
      }
      table.print(spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
    }

    private static String of(Head head) {
      if (head.classes()) {
        return "the class list";
      }
      return head.count() == 1 ? head.stem() : Units.count(head.count(), "image");
    }
  }

  @Command(
      name = "undo",
      description = "Takes back the last change that is not taken back yet.",
      mixinStandardHelpOptions = true)
  static final class Undo extends LabelWork {
    @Override
    void run(LabelBook book, Progress progress) {
      report(book.undo(BY, progress), book, "There is nothing to undo.");
    }
  }

  @Command(
      name = "redo",
      description = "Makes the change again that was taken back last.",
      mixinStandardHelpOptions = true)
  static final class Redo extends LabelWork {
    @Override
    void run(LabelBook book, Progress progress) {
      report(book.redo(BY, progress), book, "There is nothing to redo.");
    }
  }

  @Command(
      name = "revert",
      description =
          "Takes back an earlier change, or a part of it, and leaves what was changed after it.",
      mixinStandardHelpOptions = true)
  static final class Revert extends LabelWork {
    @Parameters(index = "1", paramLabel = "CHANGE", description = "Its number in the history.")
    long change;

    @Option(
        names = "--image",
        paramLabel = "NAME",
        description = "Only this image, by its name without extension. Repeatable.")
    Set<String> images;

    @Override
    void run(LabelBook book, Progress progress) {
      report(
          book.revert(change, images, BY, progress),
          book,
          "Nothing is left of that change to take back.");
    }
  }
}
