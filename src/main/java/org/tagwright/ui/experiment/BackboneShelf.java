package org.tagwright.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.ui.common.JobProgress;

/** What is known of the backbones and of their weights on this machine. */
public interface BackboneShelf {
  /**
   * A backbone's facts.
   *
   * @param parameters number of weights with its original head
   * @param weightsBytes size of the file of pretrained weights
   */
  record Facts(String name, long parameters, long weightsBytes) {}

  List<Facts> facts();

  /** Whether its weights lie whole in the folder. Reads the disk. */
  boolean atHand(String backbone, Path weightsFolder);

  /** Downloads its weights into the folder. */
  void fetch(String backbone, Path weightsFolder, JobProgress progress);
}
