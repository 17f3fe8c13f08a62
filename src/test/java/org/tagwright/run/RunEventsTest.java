package org.tagwright.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.metric.Metric;
import org.tagwright.metric.ThresholdPoint;
import org.tagwright.run.RunEvent.CheckpointSaved;
import org.tagwright.run.RunEvent.Completed;
import org.tagwright.run.RunEvent.EpochFinished;
import org.tagwright.run.RunEvent.Failed;
import org.tagwright.run.RunEvent.Paused;
import org.tagwright.run.RunEvent.Resumed;
import org.tagwright.run.RunEvent.Started;
import org.tagwright.run.RunEvent.StepLogged;
import org.tagwright.run.RunEvent.StopRequested;
import org.tagwright.run.RunEvent.Stopped;

class RunEventsTest {
  @TempDir Path temp;
  private Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");
  private RunFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = RunFolder.create(temp, "resnet18");
  }

  /** A second later at each look. */
  private Instant tick() {
    now = now.plusSeconds(1);
    return now;
  }

  /** One of each kind, as the log gave them back. */
  private List<LoggedEvent> writeOneOfEach() {
    try (EventLog log = EventLog.open(folder, this::tick)) {
      return List.of(
          log.append(
              new Started(
                  3,
                  900,
                  100,
                  List.of("person", "zebra"),
                  "resnet18",
                  "cpu",
                  "fp32",
                  11_217_762L,
                  Metric.WEIGHTED_F1,
                  4711)),
          log.append(new StepLogged(1, 10, 29, 0.7, 123.5, 0.01, 1L << 30)),
          log.append(new StepLogged(1, 20, 29, Double.NaN, 120, 0.01, 1L << 30)),
          log.append(
              new EpochFinished(
                  1,
                  0.65,
                  0.6,
                  Map.of(Metric.MAP, 0.5, Metric.WEIGHTED_F1, 0.25),
                  Map.of(),
                  0.45,
                  List.of(new ClassScore("person", 0.5, 0.25, 0.333, 0.4, 60, 0.4)),
                  List.of(new ThresholdPoint(0.25, 0.2), new ThresholdPoint(0.5, 0.24)),
                  1e-5,
                  1e-4,
                  true,
                  12.5,
                  72,
                  0.02,
                  1L << 30)),
          log.append(new CheckpointSaved(1, "/models/a.pt", Metric.WEIGHTED_F1, 0.25, true)),
          log.append(new Paused(1)),
          log.append(new Resumed(1, 7, 5, "gpu:0", "bf16", 4712)),
          log.append(new StopRequested(2, 7)),
          log.append(new Stopped(1)),
          log.append(new Completed(5, 1, 0.25, "all epochs are done")),
          log.append(new Failed("The disk is full.", "stack\ntrace")));
    }
  }

  @Test
  void everyEventComesBackAsItWasWritten() {
    List<LoggedEvent> written = writeOneOfEach();
    assertThat(new EventTail(folder).poll()).isEqualTo(written);
  }

  @Test
  void aStepsOwnLearningRatesComeBack() throws IOException {
    try (EventLog log = EventLog.open(folder)) {
      log.append(new StepLogged(1, 1, 9, 0.7, 9, 0, 1, 1e-5, 2e-4));
      log.append(new StepLogged(1, 2, 9, 0.7, 9, 0, 1));
    }
    assertThat(new EventTail(folder).poll())
        .map(logged -> (StepLogged) logged.event())
        .extracting(StepLogged::headLearningRate)
        .containsExactly(2e-4, null);
    assertThat(Files.readAllLines(folder.events()).get(1)).doesNotContain("LearningRate");
  }

  @Test
  void writtenFormIsTheGoldenOne() throws Exception {
    writeOneOfEach();
    Path golden = Path.of("src/test/resources/run/events.jsonl");
    assertThat(Files.readString(folder.events())).isEqualTo(Files.readString(golden));
  }

  @Test
  void unfinishedLastLineWaitsForItsRest() throws Exception {
    List<LoggedEvent> events = writeOneOfEach();
    byte[] whole = Files.readAllBytes(folder.events());
    Path file = folder.events();
    EventTail tail = new EventTail(folder);
    int seen = 0;
    Files.write(file, new byte[0]);
    for (int i = 0; i < whole.length; i++) {
      Files.write(file, new byte[] {whole[i]}, StandardOpenOption.APPEND);
      List<LoggedEvent> now = tail.poll();
      assertThat(now).hasSize(whole[i] == '\n' ? 1 : 0);
      assertThat(now).isEqualTo(events.subList(seen, seen + now.size()));
      seen += now.size();
    }
    assertThat(seen).isEqualTo(events.size());
  }

  @Test
  void unknownTypesAndUnknownFieldsArePassedOver() throws Exception {
    Files.writeString(
        folder.events(),
        """
        {"v":2,"seq":1,"time":"2026-01-02T03:04:05Z","type":"Levitated","height":3}
        {"v":2,"seq":2,"time":"2026-01-02T03:04:05Z","type":"Paused","epoch":4,"mood":{"a":[1]}}
        {"v":2,"seq":3,"time":"2026-01-02T03:04:05Z","type":"StepLogged","x":[{}],"epoch":4,"step":2}
        {"v":2,"seq":4,"time":"2026-01-02T03:04:05Z","type":"EpochFinished","epoch":1,"metrics":{"f9":1}}
        """);
    List<LoggedEvent> events = new EventTail(folder).poll();
    assertThat(events).extracting(LoggedEvent::seq).containsExactly(2L, 3L, 4L);
    assertThat(((StepLogged) events.get(1).event()).loss()).isNaN();
    assertThat(((EpochFinished) events.get(2).event()).metrics()).isEmpty();
    assertThat(((EpochFinished) events.get(2).event()).trainLoss()).isNaN();
  }

  @Test
  void damagedLinesAreCountedAndDoNotHideTheRest() throws Exception {
    writeOneOfEach();
    List<String> lines = Files.readAllLines(folder.events());
    lines.set(1, "\0\0\0\0");
    lines.set(2, lines.get(2).substring(0, 60));
    Files.write(folder.events(), lines);
    EventTail tail = new EventTail(folder);
    assertThat(tail.poll()).hasSize(9);
    assertThat(tail.unreadableLines()).isEqualTo(2);
  }

  @Test
  void reopenedLogCutsTheTornLineAndCountsOn() throws Exception {
    writeOneOfEach();
    long whole = Files.size(folder.events());
    Files.writeString(folder.events(), "{\"v\":1,\"seq\":12,\"ti", StandardOpenOption.APPEND);
    EventTail tail = new EventTail(folder);
    assertThat(tail.poll()).hasSize(11);
    try (EventLog log = EventLog.open(folder)) {
      assertThat(Files.size(folder.events())).isEqualTo(whole);
      log.append(new Paused(2));
    }
    assertThat(tail.poll()).singleElement().extracting(LoggedEvent::seq).isEqualTo(12L);
    assertThat(tail.unreadableLines()).isZero();
  }

  @Test
  void countsOnBehindADamagedLastLine() throws Exception {
    writeOneOfEach();
    Files.writeString(folder.events(), "\0\0\n\n", StandardOpenOption.APPEND);
    try (EventLog log = EventLog.open(folder)) {
      assertThat(log.append(new Paused(2)).seq()).isEqualTo(12);
    }
  }

  @Test
  void noEventsBeforeTheFirst() {
    assertThat(new EventTail(folder).poll()).isEmpty();
  }

  @Test
  void linesLongerThanABlockAreRead() {
    String details = "x".repeat(3_000_000);
    try (EventLog log = EventLog.open(folder)) {
      log.append(new Failed("long", details));
      log.append(new Paused(2));
    }
    assertThat(new EventTail(folder).poll()).hasSize(2);
  }
}
