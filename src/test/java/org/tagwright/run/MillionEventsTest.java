package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MillionEventsTest {
  private static final int EPOCHS = 200;
  private static final int STEPS = 5_000;

  @TempDir Path temp;

  @Tag("long")
  @Test
  void aMillionEventsAreReadBackInLittleMemory() throws Exception {
    RunFolder folder = RunFolder.create(temp, "resnet18");
    writeMillion(folder);
    System.gc();
    long memoryBefore = used();
    long start = System.nanoTime();
    RunFold fold = new RunFold();
    long events = new EventTail(folder).poll(fold);
    RunState state = fold.state();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.gc();
    long memory = used() - memoryBefore;
    System.out.printf(
        "%,d events of %,d MB read in %.2f s, %.1f MB kept%n",
        events, Files.size(folder.events()) >> 20, seconds, memory / 1e6);
    assertThat(events).isEqualTo(1L + EPOCHS * (STEPS + 1L));
    assertThat(state.epochs()).hasSize(EPOCHS);
    assertThat(state.steps().size()).isBetween(4_000, 8_192);
    assertThat(memory).isLessThan(20_000_000);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void writeMillion(RunFolder folder) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.events()), 1 << 20)) {
      SampleEvents events = new SampleEvents().started(EPOCHS);
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        for (int step = 1; step <= STEPS; step++) {
          events.step(epoch, step, STEPS, 1.0 / (epoch + step / (double) STEPS));
        }
        events.epoch(epoch, epoch / 1000.0);
        for (LoggedEvent event : events.list()) {
          if (event.event() instanceof RunEvent.StepLogged step) {
            out.write(fastLine(event, step));
          } else {
            out.write(RunEventJson.toLine(event));
          }
        }
        events.list().clear();
      }
    }
  }

  /** The same bytes as {@link RunEventJson#toLine}, made in a tenth of the time. */
  private static byte[] fastLine(LoggedEvent logged, RunEvent.StepLogged e) {
    return ("{\"v\":1,\"seq\":"
            + logged.seq()
            + ",\"time\":\""
            + logged.time().toString().replace("Z", ".000Z")
            + "\",\"type\":\"StepLogged\",\"epoch\":"
            + e.epoch()
            + ",\"step\":"
            + e.step()
            + ",\"stepsInEpoch\":"
            + e.stepsInEpoch()
            + ",\"loss\":"
            + e.loss()
            + ",\"imagesPerSecond\":"
            + e.imagesPerSecond()
            + ",\"waitingShare\":"
            + e.waitingShare()
            + ",\"memoryBytes\":"
            + e.memoryBytes()
            + "}\n")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
