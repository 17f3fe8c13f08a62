package org.tagwright.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;

/**
 * Whether a profile works: a small job shows whether Slurm accepts it, and whether node, GPU, Java
 * and program are there.
 *
 * @param folder on a disk that the nodes share, such as the runs folder
 * @param patience after that a job that has not ended is cancelled
 */
public record ProfileCheck(ClusterProfile profile, Path folder, Duration patience) {
  /** How long a job may wait for its turn, unless the person says otherwise. */
  public static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

  /**
   * Submits the job and waits for its end.
   *
   * @param told how the job stands, in words, each time that changes
   * @param giveUp whether to cancel it; asked every second
   * @return what the job printed, and a last line that says that all is well
   * @throws TagwrightException in the words of Slurm or of the job, where the profile does not work
   * @throws CancellationException where it was given up
   */
  public List<String> run(Consumer<String> told, BooleanSupplier giveUp)
      throws InterruptedException {
    Instant start = Instant.now();
    Path place = folder.toAbsolutePath().normalize().resolve(".cluster-check-" + profile.name());
    CommandJob job = CommandJob.test(profile, place);
    try {
      job.await(told, () -> giveUp.getAsBoolean() || Instant.now().isAfter(start.plus(patience)));
    } catch (CancellationException e) {
      if (giveUp.getAsBoolean()) {
        throw e;
      }
      throw TagwrightException.failure(
          "The job had not ended after %d min and was cancelled. It may have waited for its turn:"
                  .formatted(patience.toMinutes())
              + " try again later, or ask for less in the profile.");
    }
    List<String> lines = new ArrayList<>();
    try {
      lines.addAll(Files.readAllLines(job.log()));
    } catch (IOException e) {
      throw TagwrightException.cannotRead(job.log(), e);
    }
    lines.add(
        "The profile works: the job ended well after "
            + Units.duration(Duration.between(start, Instant.now()))
            + ".");
    return lines;
  }
}
