package org.tagwright.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.tagwright.cli.terminal.TextTable;
import org.tagwright.common.Units;
import org.tagwright.doctor.Examination;
import org.tagwright.doctor.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tagwright doctor}. */
@Command(
    name = "doctor",
    description = {
      "Says what this machine offers for training, and why a GPU is not used.",
      "Computes one training step of a small network on the CPU and on each GPU and compares them."
    },
    footer = {"", "Exits with 1 where there is a problem."},
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Examination examination = Examination.make();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          JsonMapper.builder()
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(examination));
    } else {
      examination.facts().forEach((name, fact) -> out.println(Units.text("%-20s%s", name, fact)));
      out.println();
      examination.findings().forEach(finding -> print(finding, out));
      if (examination.isHealthy()) {
        out.println(TextTable.bold("Nothing is wrong."));
      }
    }
    out.flush();
    return examination.isHealthy() ? 0 : 1;
  }

  private static void print(Finding finding, PrintWriter out) {
    String kind =
        switch (finding.kind()) {
          case GOOD -> "Good: ";
          case NOTE -> "Note: ";
          case PROBLEM -> "Problem: ";
        };
    out.println(TextTable.bold(kind) + finding.what());
    if (!finding.advice().isEmpty()) {
      out.println("  " + finding.advice());
    }
  }
}
