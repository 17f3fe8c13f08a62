package org.tagwright.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tagwright.checkpoint.Checkpoint;
import org.tagwright.checkpoint.CheckpointField;
import org.tagwright.checkpoint.CheckpointName;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.torchfile.tensor.TorchTensor;

/** Whether two runs gave the same, to the last bit: losses, metrics, weights, checkpoints. */
final class SameRun {
  private SameRun() {}

  static void assertSame(RunFolder one, RunFolder other) {
    List<RunEvent.EpochFinished> epochs = RunState.read(one).epochs();
    List<RunEvent.EpochFinished> expected = RunState.read(other).epochs();
    assertThat(epochs).hasSameSizeAs(expected);
    for (int i = 0; i < epochs.size(); i++) {
      RunEvent.EpochFinished a = epochs.get(i);
      RunEvent.EpochFinished b = expected.get(i);
      assertThat(a.trainLoss()).isEqualTo(b.trainLoss());
      assertThat(a.validationLoss()).isEqualTo(b.validationLoss());
      assertThat(a.metrics()).isEqualTo(b.metrics());
      assertThat(a.trainMetrics()).isEqualTo(b.trainMetrics());
      assertThat(a.threshold()).isEqualTo(b.threshold());
      assertThat(a.perClass()).isEqualTo(b.perClass());
    }
    assertThat(end(one)).isEqualTo(end(other));
    LastState last = LastState.read(one.lastState());
    LastState expectedLast = LastState.read(other.lastState());
    assertThat(last.progress()).isEqualTo(expectedLast.progress());
    assertSameTensors(last.weights(), expectedLast.weights());
    assertSameTensors(last.moments(), expectedLast.moments());
    Checkpoint checkpoint = Checkpoint.read(CheckpointName.fileOf(one.config()));
    Checkpoint expectedCheckpoint = Checkpoint.read(CheckpointName.fileOf(other.config()));
    assertThat(said(checkpoint)).isEqualTo(said(expectedCheckpoint));
    assertSameTensors(checkpoint.stateDict(), expectedCheckpoint.stateDict());
    Path bestModel = one.config().output().bestModelFile();
    assertThat(bestModel).hasSameBinaryContentAs(CheckpointName.fileOf(one.config()));
  }

  /** How it ended, whenever that was. */
  private static String end(RunFolder run) {
    RunState state = RunState.read(run);
    RunEvent.Completed end = (RunEvent.Completed) state.end();
    return "%s of %s epochs, best %s with %s, saved %s: %s"
        .formatted(
            end.epochs(),
            state.epochsPlanned(),
            end.bestEpoch(),
            end.bestScore(),
            state.checkpoint().epoch(),
            end.reason());
  }

  /** All but the planned epochs: a run that is extended did not know of them in time. */
  private static Map<CheckpointField, Object> said(Checkpoint checkpoint) {
    Map<CheckpointField, Object> fields = new LinkedHashMap<>(checkpoint.metadata().fields());
    fields.remove(CheckpointField.TOTAL_EPOCHS);
    return fields;
  }

  static void assertSameTensors(Map<String, TorchTensor> one, Map<String, TorchTensor> other) {
    assertThat(one.keySet()).isEqualTo(other.keySet());
    Map<String, Boolean> same = new LinkedHashMap<>();
    one.keySet().forEach(name -> same.put(name, bytes(one, name).equals(bytes(other, name))));
    assertThat(same).doesNotContainValue(false);
  }

  static ByteBuffer bytes(Map<String, TorchTensor> tensors, String name) {
    return tensors.get(name).bytes();
  }
}
