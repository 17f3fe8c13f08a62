package org.tagwright.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.common.Folders;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Sweep;
import org.tagwright.run.RunFolder;

/** Begins runs on a cluster: one as a job, several as one job array. */
public record ClusterStart(ClusterRuns cluster) {
  /**
   * Gives a new run to a cluster.
   *
   * @throws TagwrightException where the configuration will not do, or in Slurm's words
   */
  public RunFolder start(ClusterProfile profile, ExperimentConfig config) {
    return startAll(profile, List.of(new Sweep.Variant("this experiment", config)), 1).get(0);
  }

  /**
   * Gives new runs to a cluster, all or, where Slurm refuses, none.
   *
   * @param atOnce how many may go on at a time
   * @throws TagwrightException where a configuration will not do, or in Slurm's words
   */
  public List<RunFolder> startAll(
      ClusterProfile profile, List<Sweep.Variant> variants, int atOnce) {
    variants.forEach(variant -> ConfigCheck.require(variant.config(), variant.name()));
    List<RunFolder> folders = new ArrayList<>();
    try {
      variants.forEach(variant -> folders.add(RunFolder.create(variant.config())));
      if (folders.size() == 1) {
        cluster.submit(folders.get(0), profile, List.of());
      } else {
        Path runs = variants.get(0).config().output().runs().toAbsolutePath();
        Path array = runs.resolve("queue").resolve("array-" + folders.get(0).name());
        cluster.submitArray(folders, profile, array, atOnce);
      }
    } catch (TagwrightException e) {
      // Nothing has happened in them, and nobody would know what they are for.
      folders.forEach(folder -> Folders.delete(folder.path()));
      throw e;
    }
    return folders;
  }
}
