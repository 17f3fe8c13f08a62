package org.tagwright.cli.cluster;

import java.util.List;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.cluster.JobWords;
import org.tagwright.run.RunFolder;
import org.tagwright.run.job.RunJob;

/** What {@code --on} does and says in the commands that have it. */
public final class ClusterText {
  private ClusterText() {}

  /** Gives a run to a cluster; returns the command's exit code. */
  public static int submit(RunFolder run, String profile, List<String> more, boolean quiet) {
    new ClusterRuns().submit(run, ClusterProfiles.ofPerson().get(profile), more);
    submitted(run, quiet);
    return 0;
  }

  /** Says which job has the run now. */
  public static void submitted(RunFolder run, boolean quiet) {
    if (!quiet) {
      System.out.println(run.path());
      RunJob.read(run.job()).ifPresent(job -> System.out.println(JobWords.of(job)));
      System.out.println("tagwright queue shows how it stands; tagwright stop takes it back.");
    }
  }
}
