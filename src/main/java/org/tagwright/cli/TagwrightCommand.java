package org.tagwright.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.cli.bench.BenchCommand;
import org.tagwright.cli.cluster.ClusterCommand;
import org.tagwright.cli.cluster.QueueCommand;
import org.tagwright.cli.doctor.DoctorCommand;
import org.tagwright.cli.labels.LabelsCommand;
import org.tagwright.cli.notes.NoteCommand;
import org.tagwright.cli.search.SearchCommand;
import org.tagwright.cli.suspects.ProposeCommand;
import org.tagwright.cli.suspects.RevalidateCommand;
import org.tagwright.cli.suspects.SuspectsCommand;
import org.tagwright.common.Failures;
import org.tagwright.common.Release;
import org.tagwright.common.TagwrightException;
import org.tagwright.process.ClassArchive;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The root of the terminal commands, and the one place where an error becomes a message and an exit
 * code.
 */
@Command(
    name = "tagwright",
    description = "Fine-tunes multi-label image classifiers. Without a command, opens the window.",
    mixinStandardHelpOptions = true,
    versionProvider = TagwrightCommand.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage, configuration or data",
      "130:interrupted (Ctrl-C)"
    })
public final class TagwrightCommand implements Callable<Integer> {
  /** In the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          TrainCommand.class,
          ResumeCommand.class,
          RetrainCommand.class,
          StopCommand.class,
          PauseCommand.class,
          SweepCommand.class,
          QueueCommand.class,
          ClusterCommand.class,
          SearchCommand.class,
          NoteCommand.class,
          FindRateCommand.class,
          PredictCommand.class,
          EvaluateCommand.class,
          ExplainCommand.class,
          ExportCommand.class,
          SuspectsCommand.class,
          LabelsCommand.class,
          ProposeCommand.class,
          RevalidateCommand.class,
          DataCommand.class,
          SettingsCommand.class,
          ResultsCommand.class,
          WeightsCommand.class,
          DoctorCommand.class,
          BenchCommand.class);

  private static final Logger LOG = LoggerFactory.getLogger(TagwrightCommand.class);

  @Spec CommandSpec spec;

  /** Runs the command line and returns its exit code. */
  public static int run(String... args) {
    CommandLine line = commandLine(args);
    int code;
    try {
      code = line.execute(args);
    } catch (OutOfMemoryError e) {
      line.getErr()
          .println(
              "tagwright: Java's memory ran out ("
                  + e.getMessage()
                  + "). Give it more, for example 4 GB: TAGWRIGHT_OPTS=-Xmx4g");
      return 1;
    }
    if (code == 0 && !asksForHelp(line.getParseResult())) {
      ClassArchive.keep();
    }
    return code;
  }

  /**
   * Builds only the command that {@code args} start with, or all if there is none: building all of
   * them takes longer than many commands run.
   */
  static CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(new TagwrightCommand());
    List<Class<?>> asked = COMMANDS.stream().filter(command -> begins(args, command)).toList();
    (asked.isEmpty() ? COMMANDS : asked).forEach(line::addSubcommand);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler(TagwrightCommand::explain);
    return line;
  }

  private static boolean asksForHelp(CommandLine.ParseResult parsed) {
    return parsed.asCommandLineList().stream()
        .anyMatch(line -> line.isUsageHelpRequested() || line.isVersionHelpRequested());
  }

  private static boolean begins(String[] args, Class<?> command) {
    return args.length > 0 && args[0].equals(command.getAnnotation(Command.class).name());
  }

  static int explain(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (error instanceof TagwrightException known) {
      err.println(command.getColorScheme().errorText("tagwright: " + known.getMessage()));
      LOG.debug("Reported to the user", known);
      return known.kind().exitCode();
    }
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      // The file system's refusals are no fault of the program: a full disk, missing rights.
      if (cause instanceof FileSystemException refused && refused.getFile() != null) {
        err.println(
            command
                .getColorScheme()
                .errorText(
                    "tagwright: " + refused.getFile() + ": " + Failures.reason(refused) + "."));
        LOG.debug("Explained to the person", error);
        return 1;
      }
    }
    err.println(
        command
            .getColorScheme()
            .errorText(
                "tagwright: this is a bug in Tagwright, not your mistake. Please report the"
                    + " following."));
    error.printStackTrace(err);
    return 1;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Tagwright " + Release.version()};
    }
  }
}
