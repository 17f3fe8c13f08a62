package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.tagwright.common.TagwrightException;
import picocli.CommandLine;

final class TagwrightCommandTest {
  private final StringWriter err = new StringWriter();

  private int exitCodeOf(RuntimeException thrown) {
    CommandLine line = TagwrightCommand.commandLine();
    line.addSubcommand(
        "fail",
        new CommandLine(
            CommandLine.Model.CommandSpec.wrapWithoutInspection(
                (Runnable)
                    () -> {
                      throw thrown;
                    })));
    line.getSubcommands().get("fail").setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(TagwrightCommand::explain);
    return line.execute("fail");
  }

  /** An argument with either is taken for a file to open. */
  @Test
  void noCommandHasADotOrASlashInItsName() {
    assertThat(TagwrightCommand.commandLine().getSubcommands().keySet())
        .isNotEmpty()
        .noneMatch(name -> name.matches(".*[./\\\\].*"));
  }

  @Test
  void wrongInputExitsWithTwoAndItsWordsOnly() {
    assertThat(exitCodeOf(TagwrightException.input("a.cls, line 3: no number"))).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("tagwright: a.cls, line 3: no number");
  }

  @Test
  void failedWorkExitsWithOne() {
    assertThat(exitCodeOf(TagwrightException.failure("disk full"))).isEqualTo(1);
  }

  @Test
  void aFaultOfOursExitsWithOneAndShowsItsTrace() {
    assertThat(exitCodeOf(new IllegalStateException("oops"))).isEqualTo(1);
    assertThat(err.toString()).contains("bug in Tagwright").contains("IllegalStateException: oops");
  }

  @Test
  void unknownCommandIsWrongUsage() {
    CommandLine line = TagwrightCommand.commandLine();
    line.setErr(new PrintWriter(err));
    assertThat(line.execute("trian")).isEqualTo(2);
    assertThat(err.toString()).contains("trian");
  }
}
