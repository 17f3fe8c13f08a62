package org.tagwright.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.TagwrightException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The root of the terminal commands, and the one place where an error becomes words and an exit
 * code.
 */
@Command(
    name = "tagwright",
    description =
        "Fine-tunes image classifiers that give an image many labels. Without a command: the window.",
    mixinStandardHelpOptions = true,
    versionProvider = TagwrightCommand.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage, configuration or data",
      "130:interrupted (Ctrl-C)"
    },
    subcommands = {
      DemoCommand.class,
      TrainCommand.class,
      ResumeCommand.class,
      StopCommand.class,
      PauseCommand.class,
      SweepCommand.class,
      PredictCommand.class,
      EvaluateCommand.class,
      ExplainCommand.class,
      DataCommand.class,
      ResultsCommand.class,
      WeightsCommand.class,
      BenchCommand.class
    })
public final class TagwrightCommand implements Callable<Integer> {
  /** Exit code of a command that Ctrl-C ended. */
  public static final int INTERRUPTED = 130;

  private static final Logger LOG = LoggerFactory.getLogger(TagwrightCommand.class);

  @Spec CommandSpec spec;

  /** Runs the command line and gives its exit code. */
  public static int run(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new TagwrightCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler(TagwrightCommand::explain);
    return line;
  }

  static int explain(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (error instanceof TagwrightException known) {
      err.println(command.getColorScheme().errorText("tagwright: " + known.getMessage()));
      LOG.debug("Explained to the person", known);
      return known.kind().exitCode();
    }
    err.println(
        command
            .getColorScheme()
            .errorText(
                "tagwright: this is a fault of the program, not of yours. Please report what follows."));
    error.printStackTrace(err);
    return 1;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }

  /** The version in the jar's manifest, or "development" when run from classes. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = TagwrightCommand.class.getPackage().getImplementationVersion();
      return new String[] {"Tagwright " + (version == null ? "development" : version)};
    }
  }
}
