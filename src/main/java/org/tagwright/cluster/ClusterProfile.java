package org.tagwright.cluster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.TagwrightException;

/**
 * What to ask a Slurm cluster for. What is {@code null} is left to the cluster's own defaults.
 *
 * @param name what the person calls it
 * @param gpus on one node; 0 for none
 * @param cpus cores of one job
 * @param memory of one job, as Slurm writes it: {@code 16G}
 * @param time the limit of one job, as Slurm writes it: {@code 4:00:00}, {@code 2-00:00:00}
 * @param setup lines of shell that run first, such as {@code module load cuda}
 * @param options more options for sbatch, one each, such as {@code --qos=high}
 * @param program the command on the nodes, or {@code null}: the same as here
 * @param saveSeconds how long before the limit a run is told to save
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClusterProfile(
    String name,
    @Nullable String partition,
    @Nullable String account,
    int gpus,
    @Nullable Integer cpus,
    @Nullable String memory,
    @Nullable String time,
    List<String> setup,
    List<String> options,
    @Nullable String program,
    int saveSeconds) {
  /** Long enough for a state of a GB on a slow disk. */
  public static final int SAVE_SECONDS = 90;

  private static final Pattern NAME = Pattern.compile("[\\w.-]{1,40}");
  private static final Pattern MEMORY = Pattern.compile("\\d+[KMGT]?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME =
      Pattern.compile("\\d+|\\d+:\\d\\d|\\d+:\\d\\d:\\d\\d|\\d+-\\d+(:\\d\\d){0,2}");

  @JsonCreator
  public ClusterProfile(
      @JsonProperty("name") String name,
      @JsonProperty("partition") @Nullable String partition,
      @JsonProperty("account") @Nullable String account,
      @JsonProperty("gpus") int gpus,
      @JsonProperty("cpus") @Nullable Integer cpus,
      @JsonProperty("memory") @Nullable String memory,
      @JsonProperty("time") @Nullable String time,
      @JsonProperty("setup") @Nullable List<String> setup,
      @JsonProperty("options") @Nullable List<String> options,
      @JsonProperty("program") @Nullable String program,
      @JsonProperty("saveSeconds") int saveSeconds) {
    this.name = name;
    this.partition = partition;
    this.account = account;
    this.gpus = gpus;
    this.cpus = cpus;
    this.memory = memory;
    this.time = time;
    this.setup = setup == null ? List.of() : List.copyOf(setup);
    this.options = options == null ? List.of() : List.copyOf(options);
    this.program = program;
    this.saveSeconds = saveSeconds == 0 ? SAVE_SECONDS : saveSeconds;
  }

  /** One that asks for nothing special. */
  public static ClusterProfile named(String name) {
    return new ClusterProfile(name, null, null, 0, null, null, null, null, null, null, 0);
  }

  /**
   * Checks what can be checked without the cluster.
   *
   * @throws TagwrightException of kind input, naming the value
   */
  public void require() {
    require(NAME.matcher(name).matches(), "name", name, "letters, digits, and . _ - only");
    require(gpus >= 0, "GPUs", gpus, "0 or more");
    require(cpus == null || cpus >= 1, "CPUs", cpus, "1 or more");
    require(
        memory == null || MEMORY.matcher(memory).matches(), "memory", memory, "for example 16G");
    require(
        time == null || TIME.matcher(time).matches(),
        "time limit",
        time,
        "minutes, or for example 4:00:00 or 2-00:00:00");
    require(saveSeconds >= 10, "time for saving", saveSeconds, "10 seconds or more");
    for (String option : options) {
      require(option.startsWith("-"), "sbatch option", option, "for example --qos=high");
    }
  }

  private void require(boolean good, String what, @Nullable Object value, String allowed) {
    if (!good) {
      throw TagwrightException.input(
          "Profile %s: the %s is \"%s\"; it must be %s.".formatted(name, what, value, allowed));
    }
  }

  /** What sbatch is told. */
  List<String> resources() {
    List<String> told = new ArrayList<>(List.of("--ntasks=1", "--nodes=1"));
    add(told, "--partition=", partition);
    add(told, "--account=", account);
    add(told, "--gres=gpu:", gpus == 0 ? null : gpus);
    add(told, "--cpus-per-task=", cpus);
    add(told, "--mem=", memory);
    add(told, "--time=", time);
    told.addAll(options);
    return told;
  }

  private static void add(List<String> options, String option, @Nullable Object value) {
    if (value != null) {
      options.add(option + value);
    }
  }

  /** In one line: {@code partition gpu, 1 GPU, 8 CPUs, 32G, 4:00:00}. */
  public String summary() {
    List<String> parts = new ArrayList<>();
    add(parts, "partition ", partition);
    add(parts, "account ", account);
    if (gpus > 0) {
      parts.add(gpus == 1 ? "1 GPU" : gpus + " GPUs");
    }
    if (cpus != null) {
      parts.add(cpus == 1 ? "1 CPU" : cpus + " CPUs");
    }
    add(parts, "memory ", memory);
    add(parts, "time limit ", time);
    parts.addAll(options);
    return parts.isEmpty() ? "the cluster's defaults" : String.join(", ", parts);
  }
}
