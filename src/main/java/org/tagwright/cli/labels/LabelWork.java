package org.tagwright.cli.labels;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tagwright.cli.options.SetOption;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.data.labels.EditResult;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.data.labels.LabelChange;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Common to the commands that work on the labels of a configuration's training data. */
abstract class LabelWork implements Callable<Integer> {
  /** What the history says made the changes. */
  static final String BY = "terminal";

  private static final int CONFLICTS_SHOWN = 10;

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "CONFIG.json", description = "The configuration.")
  Path config;

  @Mixin SetOption set;

  @Option(names = "--quiet", description = "Hides progress.")
  boolean quiet;

  abstract void run(LabelBook book, Progress progress);

  @Override
  public Integer call() throws Exception {
    return Interruption.heed(
        interruption -> {
          try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
            LabelBook book = LabelBook.open(set.read(config).data());
            book.recovered()
                .ifPresent(
                    head -> say("Change " + head.id() + " was interrupted; it is complete."));
            run(book, progress);
          }
          return 0;
        });
  }

  void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /**
   * @throws TagwrightException of kind failure with what was not changed
   */
  void report(EditResult result, LabelBook book, String nothing) {
    if (!result.conflicts().isEmpty()) {
      throw TagwrightException.failure(
          result.conflicts().stream()
                  .limit(CONFLICTS_SHOWN)
                  .map(conflict -> conflict.toText(book.classes()))
                  .collect(Collectors.joining("\n"))
              + (result.conflicts().size() > CONFLICTS_SHOWN
                  ? "\n… and " + (result.conflicts().size() - CONFLICTS_SHOWN) + " more images"
                  : "")
              + "\nNothing was changed.");
    }
    LabelChange change = result.change();
    say(change == null ? nothing : "Change " + change.id() + ": " + changed(change));
  }

  private static String changed(LabelChange change) {
    if (change.classes() != null) {
      List<String> after = change.classes().after();
      return Units.count(after.size(), "class") + " now";
    }
    return Units.count(change.images().size(), "image") + " changed";
  }
}
