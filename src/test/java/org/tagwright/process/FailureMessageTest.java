package org.tagwright.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureMessageTest {
  @TempDir Path folder;

  private String in(String log) throws IOException {
    return FailureMessage.in(Files.writeString(folder.resolve("log"), log));
  }

  @Test
  void aLongMessageIsHandedOnFromItsFirstLine() throws IOException {
    String problems =
        IntStream.range(0, 20).mapToObj(i -> "  problem " + i).collect(Collectors.joining("\n"));
    assertThat(in("checking\n\ntagwright: The data cannot be used.\n" + problems + "\n"))
        .startsWith("The data cannot be used.\n  problem 0\n")
        .endsWith("problem 19");
  }

  @Test
  void aReportWithoutEndIsCut() throws IOException {
    assertThat(in("tagwright: Wrong.\n" + "more\n".repeat(1000)).lines()).hasSize(60);
  }

  @Test
  void afterACrashTheLastLinesAreAllThereIs() throws IOException {
    assertThat(in("1\n2\n3\n4\n5\n6\n7\n8\n")).isEqualTo("3\n4\n5\n6\n7\n8");
  }

  @Test
  void nothingSaidIsEmpty() throws IOException {
    assertThat(in("\n\n")).isEmpty();
    assertThat(FailureMessage.in(folder.resolve("no log"))).isEmpty();
  }
}
