package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.checkpoint.CheckpointShelf;
import org.tagwright.common.FaultyDisk;
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
 * A training that dies, or finds the disk full, at each change of the disk in turn, inside an
 * atomic write too, and is resumed: it ends as one that was left alone.
 */
class StopAtEachWriteTest {
  @TempDir Path temp;

  /** The process is gone: whatever is still asked of the disk comes to nothing. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Lets so many changes pass, then none. */
  private abstract static class Limited implements FaultyDisk.Fault {
    private int left;

    Limited(int left) {
      this.left = left;
    }

    @Override
    public void before(FaultyDisk.Change change, Path file) throws IOException {
      if (change != FaultyDisk.Change.OPEN && left-- <= 0) {
        refuse(change);
      }
    }

    boolean reached() {
      return left < 0;
    }

    abstract void refuse(FaultyDisk.Change change) throws IOException;
  }

  private static Limited deathAfter(int changes) {
    return new Limited(changes) {
      @Override
      void refuse(FaultyDisk.Change change) {
        throw new Death();
      }
    };
  }

  /** Names and deletions still pass, as on a real one. */
  private static Limited fullAfter(int changes) {
    return new Limited(changes) {
      @Override
      void refuse(FaultyDisk.Change change) throws IOException {
        if (change == FaultyDisk.Change.CREATE || change == FaultyDisk.Change.WRITE) {
          throw new IOException("No space left on device");
        }
      }
    };
  }

  @Test
  void killedBetweenAllEpochs() throws IOException {
    assertThat(stopAtEachChange(StopAtEachWriteTest::deathAfter, 3, 0.4, 0.3, 0.6))
        .isGreaterThan(50);
  }

  @Test
  void killedWithEarlyStopping() throws IOException {
    assertThat(stopAtEachChange(StopAtEachWriteTest::deathAfter, 9, 0.5, 0.4, 0.3, 0.9))
        .isGreaterThan(40);
  }

  @Test
  void diskFull() throws IOException {
    assertThat(stopAtEachChange(StopAtEachWriteTest::fullAfter, 3, 0.4, 0.3, 0.6))
        .isGreaterThan(50);
  }

  /** Returns how many places there were to stop at. */
  private int stopAtEachChange(IntFunction<Limited> fault, int epochs, double... scores)
      throws IOException {
    Attempt whole = new Attempt("whole", epochs, scores);
    whole.run(NOTHING);
    for (int place = 0; ; place++) {
      String at = "place-" + place;
      Attempt attempt = new Attempt(at, epochs, scores);
      Limited limited = fault.apply(place);
      try {
        attempt.run(limited);
      } catch (Death e) {
        assertThat(attempt.state().end()).as(at).isIn(null, attempt.completed());
      } catch (TagwrightException e) {
        attempt.assertTrue(e);
      }
      if (!limited.reached()) {
        return place;
      }
      if (attempt.completed() == null) {
        attempt.run(NOTHING);
      }
      assertThat(attempt.outcome()).as(at).isEqualTo(whole.outcome());
      assertThat(attempt.temporaries()).as(at).isEmpty();
    }
  }

  private static final FaultyDisk.Fault NOTHING = (change, file) -> {};

  private final class Attempt {
    private final Path place;
    private final RunFolder folder;
    private final ExperimentConfig config;
    private final FakeTrainee trainee;

    Attempt(String name, int epochs, double... scores) throws IOException {
      place = Files.createDirectory(temp.resolve(name));
      folder = new RunFolder(Files.createDirectory(place.resolve("run")));
      config =
          ExperimentConfig.defaults()
              .with(ScheduleSettings.EPOCHS, epochs)
              .with(ScheduleSettings.UNFREEZE_EPOCH, 1)
              .with(ValidationSettings.PATIENCE, 2);
      trainee = new FakeTrainee(scores);
    }

    /** As TrainingRun does: from the saved state on, what came after it is done again. */
    void run(FaultyDisk.Fault fault) throws IOException {
      Path disk = new FaultyDisk(place, fault).path(place);
      RunFolder run = new RunFolder(disk.resolve("run"));
      TrainingProgress from = saved();
      boolean begun = Files.exists(folder.events()) && Files.size(folder.events()) > 0;
      LastState.removeTemporaries(run.lastState());
      CheckpointShelf shelf =
          new CheckpointShelf(
              disk.resolve("checkpoint.pt"),
              disk.resolve("best_model.pt"),
              disk,
              Metric.WEIGHTED_F1,
              "fake",
              TrainingLoopTest::score);
      int epochs = config.training().epochs();
      try (EventLog events = EventLog.open(run)) {
        if (begun) {
          events.append(
              new RunEvent.Resumed(from.finishedEpochs(), from.stepsIntoNext(), epochs, "", "", 1));
        }
        shelf.removeTemporaries();
        new TrainingLoop(config, epochs, run, trainee, from, shelf, events, System::nanoTime).run();
      }
    }

    TrainingProgress saved() throws IOException {
      return Files.exists(folder.lastState())
          ? trainee.states.get(Files.readString(folder.lastState()))
          : TrainingProgress.START;
    }

    RunState state() {
      return RunState.read(folder);
    }

    RunEvent.Completed completed() {
      return state().end() instanceof RunEvent.Completed completed ? completed : null;
    }

    /** What is said of a full disk is so. */
    void assertTrue(TagwrightException said) throws IOException {
      assertThat(said)
          .hasMessageContaining("disk is full")
          .hasMessageContaining(place + "/")
          .hasMessageNotContaining(".tmp");
      int saved = saved().finishedEpochs();
      if (said.getMessage().contains("epoch")) {
        assertThat(said)
            .hasMessageContaining(
                saved == 0
                    ? "No epoch was saved before."
                    : "The state after epoch " + saved + " is kept");
      }
      if (state().checkpoint() != null) {
        assertThat(place.resolve("checkpoint.pt")).exists();
      }
    }

    List<Path> temporaries() throws IOException {
      try (Stream<Path> files = Files.walk(place)) {
        return files.filter(file -> file.toString().endsWith(".tmp")).toList();
      }
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
