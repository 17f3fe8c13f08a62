package org.tagwright.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Slurm's commands as small shell scripts that do what a test has left in files beside them. */
public final class FakeSlurm {
  /** Of a cluster with everything set. */
  public static final ClusterProfile PROFILE =
      new ClusterProfile(
          "a100",
          "gpu",
          "vision",
          1,
          8,
          "32G",
          "4:00:00",
          List.of("module load java"),
          List.of("--qos=high"),
          null,
          0);

  private final Path folder;

  /** Puts the commands into a folder. */
  public FakeSlurm(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    for (String name : List.of("sbatch", "squeue", "scontrol", "scancel")) {
      try (InputStream script = FakeSlurm.class.getResourceAsStream("/slurm/" + name)) {
        Files.copy(script, folder.resolve(name));
      }
      if (!folder.resolve(name).toFile().setExecutable(true)) {
        throw new IOException(name + " cannot be made executable");
      }
    }
  }

  public Path folder() {
    return folder;
  }

  public ClusterRuns runs(ClusterProfiles profiles) {
    return new ClusterRuns(new Slurm(folder), profiles);
  }

  /** Lines of squeue. */
  public void jobs(String... lines) throws IOException {
    Files.write(folder.resolve("jobs"), List.of(lines));
  }

  public void refuse(String words) throws IOException {
    Files.writeString(folder.resolve("refusal"), words);
  }

  /** The scheduler does not answer from now on. */
  public void goDown() throws IOException {
    Files.writeString(folder.resolve("down"), "");
  }

  /** The scheduler answers again. */
  public void comeBack() {
    if (!folder.resolve("down").toFile().delete()) {
      throw new IllegalStateException("the scheduler was not down");
    }
  }

  public List<String> submitted() throws IOException {
    return Files.readAllLines(folder.resolve("sbatch.told"));
  }

  /** What scontrol and scancel were told. */
  public List<String> told() throws IOException {
    Path told = folder.resolve("told");
    return Files.exists(told) ? Files.readAllLines(told) : List.of();
  }
}
