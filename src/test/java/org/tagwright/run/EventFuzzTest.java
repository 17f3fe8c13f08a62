package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFuzzTest {
  private static final Path GOLDEN = Path.of("src/test/resources/run/events.jsonl");

  @TempDir Path temp;

  /** Seeded, so that a failure can be looked at. */
  @Test
  void damagedLogsAreReadAsFarAsTheyMakeSense() throws Exception {
    byte[] whole = Files.readAllBytes(GOLDEN);
    RunFolder folder = RunFolder.create(temp, "resnet18");
    Random random = new Random(20260102);
    long readable = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] damaged = whole.clone();
      int wounds = 1 + random.nextInt(8);
      for (int k = 0; k < wounds; k++) {
        damaged[random.nextInt(damaged.length)] = wound(random);
      }
      Files.write(folder.events(), damaged);
      RunFold fold = new RunFold();
      readable += new EventTail(folder).poll(fold);
      RunState state = fold.state();
      assertThat(state.progress()).isBetween(0.0, 1.0);
      assertThat(state.status(false)).isNotNull();
      if (state.lastTime() != null) {
        assertThat(state.remaining(state.lastTime())).isNotNull();
      }
    }
    // Nearly all lines are whole in spite of the wounds.
    assertThat(readable).isGreaterThan(1_000L * 7);
  }

  private static byte wound(Random random) {
    String likely = "\n\"{}[]:,0123456789eE.-ntx\\";
    return random.nextBoolean()
        ? (byte) likely.charAt(random.nextInt(likely.length()))
        : (byte) random.nextInt(256);
  }

  @Test
  void eventsWithoutTimeOrNumberAreNoEvents() throws Exception {
    RunFolder folder = RunFolder.create(temp, "resnet18");
    Files.writeString(
        folder.events(),
        """
        {"v":1,"seq":1,"type":"Paused","epoch":1}
        {"v":1,"seq":1,"type":"StepLogged","epoch":1}
        {"v":1,"seq":1,"time":"noon","type":"Paused","epoch":1}
        {"v":1,"seq":1}
        []
        7

        """);
    EventTail tail = new EventTail(folder);
    assertThat(tail.poll()).isEmpty();
    assertThat(tail.unreadableLines()).isEqualTo(7);
  }
}
