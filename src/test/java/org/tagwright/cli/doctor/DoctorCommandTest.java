package org.tagwright.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** On any machine the doctor says what there is, and its exit code whether all of it works. */
class DoctorCommandTest {
  @Test
  void jsonHasFactsFindingsAndAStepOnTheCpu() throws IOException {
    StringWriter out = new StringWriter();
    CommandLine line = new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out));
    int code = line.execute("--json");
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("facts").get("PyTorch").asText()).startsWith("2.7.1 for ");
    assertThat(report.get("facts").get("A step on cpu").asText()).startsWith("loss ");
    assertThat(report.get("findings")).isNotEmpty();
    assertThat(code).isEqualTo(report.get("healthy").asBoolean() ? 0 : 1);
  }
}
