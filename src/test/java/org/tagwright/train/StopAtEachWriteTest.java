package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.CheckpointShelf;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ScheduleSettings;
import org.tagwright.config.ValidationSettings;
import org.tagwright.metric.Metric;
import org.tagwright.run.EventLog;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;

/**
 * A training that dies before or after each of its writes in turn, events, states and checkpoints,
 * and is resumed: it ends as one that was left alone.
 */
class StopAtEachWriteTest {
  @TempDir Path temp;

  /** The process is gone: whatever is still asked of the disk comes to nothing. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Lets so many writes pass, then dies. The event log asks its clock before each event. */
  private static final class DyingClock implements InstantSource {
    private int left;

    DyingClock(int left) {
      this.left = left;
    }

    void count() {
      if (left-- <= 0) {
        throw new Death();
      }
    }

    boolean died() {
      return left < 0;
    }

    @Override
    public Instant instant() {
      count();
      return Instant.EPOCH;
    }
  }

  @Test
  void allEpochs() throws IOException {
    assertThat(dieAtEachWrite(3, 0.4, 0.3, 0.6)).isGreaterThan(15);
  }

  @Test
  void earlyStopping() throws IOException {
    assertThat(dieAtEachWrite(9, 0.5, 0.4, 0.3, 0.9)).isGreaterThan(10);
  }

  /** Returns how many places there were to die at. */
  private int dieAtEachWrite(int epochs, double... scores) throws IOException {
    Attempt whole = new Attempt("whole", epochs, scores);
    whole.run(new DyingClock(Integer.MAX_VALUE), TrainingProgress.START);
    for (int place = 0; ; place++) {
      Attempt attempt = new Attempt("place-" + place, epochs, scores);
      DyingClock clock = new DyingClock(place);
      TrainingProgress saved = TrainingProgress.START;
      try {
        attempt.run(clock, TrainingProgress.START);
      } catch (Death | TagwrightException e) {
        saved = attempt.saved();
      }
      if (!clock.died()) {
        return place;
      }
      assertThat(attempt.state().end()).as("place %d", place).isNull();

      attempt.run(new DyingClock(Integer.MAX_VALUE), saved);

      assertThat(attempt.outcome()).as("place %d", place).isEqualTo(whole.outcome());
    }
  }

  @Test
  void aStateThatTheDiskDidNotTakeIsNotSaidToBeKept() throws IOException {
    Attempt attempt = new Attempt("full", 3, 0.4);
    attempt.disk =
        () -> {
          throw new UncheckedIOException(new IOException("No space left on device"));
        };
    assertThatThrownBy(() -> attempt.run(new DyingClock(Integer.MAX_VALUE), TrainingProgress.START))
        .hasMessageContaining("disk is full")
        .hasMessageContaining("No epoch was saved");
  }

  private final class Attempt {
    private final Path place;
    private final RunFolder folder;
    private final ExperimentConfig config;
    private final double[] scores;
    private FakeTrainee trainee;
    private Runnable disk = () -> {};

    Attempt(String name, int epochs, double... scores) throws IOException {
      place = Files.createDirectory(temp.resolve(name));
      folder = new RunFolder(Files.createDirectory(place.resolve("run")));
      config =
          ExperimentConfig.defaults()
              .with(ScheduleSettings.EPOCHS, epochs)
              .with(ScheduleSettings.UNFREEZE_EPOCH, 1)
              .with(ValidationSettings.PATIENCE, 2);
      this.scores = scores;
    }

    void run(DyingClock clock, TrainingProgress from) {
      trainee = new FakeTrainee(scores);
      trainee.besideWrites =
          () -> {
            disk.run();
            clock.count();
          };
      CheckpointShelf shelf =
          new CheckpointShelf(
              place.resolve("checkpoint.pt"),
              place.resolve("best_model.pt"),
              place,
              Metric.WEIGHTED_F1,
              "fake",
              TrainingLoopTest::score);
      int epochs = config.training().epochs();
      try (EventLog events = EventLog.open(folder, clock)) {
        // As TrainingRun does: what came after the saved state is done again.
        if (from.finishedEpochs() > 0 || Files.size(folder.events()) > 0) {
          events.append(
              new RunEvent.Resumed(from.finishedEpochs(), from.stepsIntoNext(), epochs, "", "", 1));
        }
        new TrainingLoop(config, epochs, folder, trainee, from, shelf, events, System::nanoTime)
            .run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    TrainingProgress saved() {
      return Optional.ofNullable(trainee.saved).orElse(TrainingProgress.START);
    }

    RunState state() {
      return RunState.read(folder);
    }

    /** All that a run leaves. */
    String outcome() throws IOException {
      StringBuilder text = new StringBuilder();
      for (RunEvent.EpochFinished epoch : state().epochs()) {
        text.append(epoch.epoch()).append(' ').append(epoch.metrics()).append('\n');
      }
      RunEvent.Completed end = (RunEvent.Completed) state().end();
      return text.append(end.epochs())
          .append(' ')
          .append(end.bestEpoch())
          .append(' ')
          .append(end.bestScore())
          .append(end.reason())
          .append(state().checkpoint().epoch())
          .append(Files.readString(folder.lastState()))
          .append(Files.readString(place.resolve("checkpoint.pt")))
          .append(Files.readString(place.resolve("best_model.pt")))
          .toString();
    }
  }
}
