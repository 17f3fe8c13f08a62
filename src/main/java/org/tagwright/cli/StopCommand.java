package org.tagwright.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tagwright stop}. */
@Command(
    name = "stop",
    description = "Asks a run to stop: it finishes its step, saves everything and exits.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN_FOLDER", description = "The run's folder.")
  Path run;

  @Override
  public Integer call() {
    RunFolder folder = RunFolder.open(run);
    new RunService().stop(folder);
    System.out.println("Asked " + folder.name() + " to stop.");
    return 0;
  }
}
