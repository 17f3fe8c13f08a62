package org.tagwright.queue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.common.Folders;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ConfigCheck;
import org.tagwright.config.Sweep;
import org.tagwright.run.RunFolder;

/** A sweep's runs as one job array. */
public final class ClusterSweep {
  private ClusterSweep() {}

  /**
   * Gives new runs to a cluster, all or, where Slurm refuses, none.
   *
   * @param atOnce how many may go on at a time
   * @throws TagwrightException where a configuration will not do, or in Slurm's words
   */
  public static List<RunFolder> start(
      ClusterProfile profile, List<Sweep.Variant> variants, int atOnce) {
    variants.forEach(variant -> ConfigCheck.require(variant.config(), variant.name()));
    List<RunFolder> folders = new ArrayList<>();
    try {
      variants.forEach(variant -> folders.add(RunFolder.create(variant.config())));
      Path runs = variants.get(0).config().output().runs().toAbsolutePath();
      Path array = runs.resolve("queue").resolve("array-" + folders.get(0).name());
      new ClusterRuns().submitArray(folders, profile, array, atOnce);
    } catch (TagwrightException e) {
      // Nothing has happened in them, and nobody would know what they are for.
      folders.forEach(folder -> Folders.delete(folder.path()));
      throw e;
    }
    return folders;
  }
}
