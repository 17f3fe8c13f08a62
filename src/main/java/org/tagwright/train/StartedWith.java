package org.tagwright.train;

import ai.djl.Device;
import java.util.Locale;
import java.util.stream.Stream;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.model.Precisions;
import org.tagwright.model.layer.Precision;
import org.tagwright.run.RunEvent;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunState;
import org.tagwright.run.job.RunOwner;

/**
 * What a run that goes on keeps of its first start wherever the configuration says {@code auto}:
 * another node of a cluster may have another processor, and would compute other numbers.
 */
final class StartedWith {
  private StartedWith() {}

  /** As the run began, where it goes on with the same kind of device. */
  static Precision precision(RunFolder folder, ExperimentConfig.Precision wanted, Device device) {
    RunEvent.Started began = RunState.read(folder).started();
    if (wanted == ExperimentConfig.Precision.AUTO
        && began != null
        && began.device().startsWith("gpu") == device.isGpu()) {
      String kept = began.precision().toUpperCase(Locale.ROOT);
      return Stream.of(Precision.values())
          .filter(known -> known.name().equals(kept))
          .findFirst()
          .orElseGet(() -> Precisions.resolve(wanted, device));
    }
    return Precisions.resolve(wanted, device);
  }

  /**
   * The number of threads decides how sums are rounded: a cluster's run keeps its first one.
   *
   * @param owner {@code null} where the run was never a cluster's
   */
  static Integer threads(RunFolder folder, Integer wanted, RunOwner owner) {
    if (wanted != null || owner == null) {
      return wanted;
    }
    if (owner.threads() != null) {
      return owner.threads();
    }
    int here = Runtime.getRuntime().availableProcessors();
    owner.computingWith(here, folder);
    return here;
  }
}
