package org.tagwright.cli.labels;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tagwright labels}. */
@Command(
    name = "labels",
    description = {
      "Changes the labels of a data set, and takes changes back.",
      "Every change is in labels-history.jsonl beside the label folder, those of the window too."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      HistoryCommands.History.class,
      HistoryCommands.Undo.class,
      HistoryCommands.Redo.class,
      HistoryCommands.Revert.class,
      SetLabelsCommand.class,
      ClassCommand.class
    })
public final class LabelsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }
}
