package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train --phase melted            | it can be full, frozen, frozen-later, start, memory or step-memory
          train --precision fp8           | it can be fp32, auto or both
          train --backbones resnet19      | There is no backbone "resnet19"
          train --memory-steps 5          | --memory-steps must be 300 or more
          train --rounds 0                | --rounds must be 1 or more
          train --peer worst              | it can be script or best
          train --continue                | --continue needs --json
          train --phase step-memory --batch 4 | --batch must be 8 or more for step-memory
          predict --batch 0               | --batch must be 1 or more
          decode --script s.py            | --script needs --pytorch
          scan --files 0                  | --files must be 1 or more
          quality --seeds 0               | --seeds must be 1 or more
          """)
  void whatMakesNoSenseIsToldBeforeAnythingIsMeasured(String command, String message) {
    assertThat(run(command.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theTableAndTheFileHaveTheSameFigures() throws Exception {
    Path json = folder.resolve("figures.json");
    assertThat(
            run("scan", "--files", "3", "--megabytes", "1", "--events", "20", "--json", json + ""))
        .isZero();
    assertThat(out.toString())
        .contains("scan of 3 checkpoints, first", "reading a run of 20 events", "≤ 2.00", "load");
    String written = Files.readString(json);
    assertThat(written).contains("\"reading a run of 20 events\"", "\"processor\"");

    assertThat(run("scan", "--files", "4", "--continue", "--json", json + "")).isEqualTo(2);
    assertThat(err.toString()).contains(json + " has other settings than this run");
    assertThat(Files.readString(json)).isEqualTo(written);
    String again = "scan --files 3 --megabytes 1 --events 20 --continue --json " + json;
    assertThat(run(again.split(" "))).isZero();
    assertThat(figures(Files.readString(json))).as("measured once").isEqualTo(figures(written));
  }

  private static String figures(String report) {
    return report.substring(report.indexOf("\"figures\""));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--dir", folder.toString(), "--quiet"));
    CommandLine line = TagwrightCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(all.toArray(String[]::new));
  }
}
