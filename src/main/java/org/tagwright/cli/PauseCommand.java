package org.tagwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tagwright pause}. */
@Command(
    name = "pause",
    description =
        "Asks a run to pause: it finishes its step, saves its state and frees its memory."
            + " \"tagwright resume\" continues from there.",
    mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN_FOLDER", description = "The run's folder.")
  Path run;

  @Override
  public Integer call() {
    RunFolder folder = RunFolder.open(run);
    new RunService().pause(folder);
    System.out.println("Asked " + folder.name() + " to pause.");
    return 0;
  }
}
