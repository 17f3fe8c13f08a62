package org.tagwright.ui.common;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.config.ExperimentConfig;

/** What one view asks of another; see {@link Navigator#go(ViewRequest)}. */
public sealed interface ViewRequest {
  /** The view that answers. */
  ViewId view();

  /** Select a run. */
  record ShowRun(Path runFolder) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.RUNS;
    }
  }

  /** Show how the newest search of a folder of runs stands. */
  record ShowSearch(Path runsRoot) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.RUNS;
    }
  }

  /** Show the runs and the queue of a folder. */
  record ShowRuns(Path runsRoot) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.RUNS;
    }
  }

  /**
   * Put a configuration into the form.
   *
   * @param origin where it comes from, for the person ("run 20260101-120000-resnet18")
   */
  record SetUp(ExperimentConfig config, String origin) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.EXPERIMENT;
    }
  }

  /** Check and show the data set of a configuration. */
  record ShowData(ExperimentConfig.Data data) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.DATA;
    }
  }

  /** Select a checkpoint in the table. */
  record ShowCheckpoint(Path checkpoint) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.RESULTS;
    }
  }

  /** Label images, or a folder of them, that were dropped on the window. */
  record LabelImages(List<Path> dropped) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.GALLERY;
    }
  }

  /** Read a page of the guide. */
  record ReadGuide(GuidePage page) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.GUIDE;
    }
  }

  /** Predict with a checkpoint. */
  record PredictWith(Path checkpoint) implements ViewRequest {
    @Override
    public ViewId view() {
      return ViewId.GALLERY;
    }
  }
}
