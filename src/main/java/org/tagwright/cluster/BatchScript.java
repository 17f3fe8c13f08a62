package org.tagwright.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tagwright.process.ChildProcess;

/** What runs on the node: bash around a command of this program. */
final class BatchScript {
  private static final String SHELL = "#!/bin/bash\n";

  /** Time that is left for the requeue itself. */
  private static final int REQUEUE_SECONDS = 15;

  /**
   * Takes signals for the program, which needs no handler: it saves and ends when the file "pause"
   * appears, and takes the file away. Where it does not answer in time, or where it ends by itself
   * just then, the file stays. First of all, for a signal may come early.
   */
  private static final String SIGNALS =
      """
      cd "$run" || exit 1
      signal=
      save() { [ "$signal" ] || { signal=$1; SECONDS=0; }; touch "$run/pause"; }
      trap 'save USR1' USR1
      trap 'save TERM' TERM
      """;

  private static final String TRAINING =
      """
      ( trap '' TERM INT HUP USR1; exec PROGRAM ) &
      program=$!
      [ "$signal" ] || wait "$program"
      while [ "$signal" ] && kill -0 "$program" 2>/dev/null && [ "$SECONDS" -lt GRACE ]; do sleep 0.2; done
      if kill -0 "$program" 2>/dev/null; then
        echo "tagwright-job: the run was not saved within $SECONDS s; it goes on from what it saved last"
        code=0
      else
        wait "$program"
        code=$?
        [ "$code" = 0 ] && [ "$signal" ] && [ ! -e "$run/pause" ] || exit "$code"
      fi
      # A job that is being cancelled is not running any more; whoever cancels it does not want it again.
      if [ "$(squeue -h -j "$SLURM_JOB_ID" -o %T)" = RUNNING ]; then
        echo "tagwright-job: saved and requeued ($signal, job $TAGWRIGHT_JOB, start $((${SLURM_RESTART_COUNT:-0} + 1)))"
        if scontrol requeue "$SLURM_JOB_ID"; then sleep 60; exit 0; fi # Slurm ends this script
        echo "tagwright-job: the job could not be requeued; resume the run by hand"
      fi
      exit "$code"
      """;

  /** Written anew by a job that was requeued. */
  private static final String LEAVE_EXIT_CODE =
      """

      code=$?
      echo "$code" >"$exit"
      exit "$code"
      """;

  private static final String JOB_NUMBER =
      """
      export TAGWRIGHT_JOB="${SLURM_ARRAY_JOB_ID:+${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID}"
      export TAGWRIGHT_JOB="${TAGWRIGHT_JOB:-$SLURM_JOB_ID}"
      """;

  private final ClusterProfile profile;

  BatchScript(ClusterProfile profile) {
    this.profile = profile;
  }

  /**
   * Begins a run or goes on with it.
   *
   * @param more arguments behind the run's folder
   */
  String training(Path run, List<String> more) {
    return training("run=" + quoted(run.toString()) + "\n", more);
  }

  /**
   * The same for each task of an array.
   *
   * @param runs a file with one folder per line
   */
  String array(Path runs) {
    String run = "run=$(sed -n \"${SLURM_ARRAY_TASK_ID}p\" " + quoted(runs.toString()) + ")\n";
    return training(run + "exec >>\"$run/train.log\" 2>&1\n", List.of());
  }

  private String training(String run, List<String> more) {
    String program = program("resume") + " \"$run\"" + words(more);
    int grace = Math.max(5, profile.saveSeconds() - REQUEUE_SECONDS);
    return SHELL
        + run
        + SIGNALS
        + setup()
        + JOB_NUMBER
        + TRAINING.replace("GRACE", Integer.toString(grace)).replace("PROGRAM", program);
  }

  /**
   * Any command of the program; its exit code is left in a file, for who waits for it. {@link
   * CommandJob#TASK} stands for the number of an array's task in both.
   */
  String command(List<String> arguments, Path exit) {
    return head()
        + exit(exit)
        + (program(arguments.get(0)) + words(arguments.subList(1, arguments.size())))
            .replace(CommandJob.TASK, "$SLURM_ARRAY_TASK_ID")
        + LEAVE_EXIT_CODE;
  }

  private static String exit(Path file) {
    String name = file.getFileName().toString();
    return "exit="
        + quoted(file.resolveSibling(name.replace(CommandJob.TASK, "")).toString())
        + (name.contains(CommandJob.TASK) ? "$SLURM_ARRAY_TASK_ID" : "")
        + "\nrm -f \"$exit\"\n";
  }

  /** Shows whether node, GPU, Java and program are there. */
  String test(Path exit) {
    return head()
        + exit(exit)
        + "echo \"Node $(hostname)\"\n"
        + (profile.gpus() > 0 ? "nvidia-smi -L && " : "")
        + program("--version")
        + LEAVE_EXIT_CODE;
  }

  private static String words(List<String> arguments) {
    return arguments.stream().map(word -> " " + quoted(word)).collect(Collectors.joining());
  }

  private String head() {
    return SHELL + setup();
  }

  private String setup() {
    StringBuilder text = new StringBuilder();
    text.append("# Written by Tagwright for the cluster profile ").append(profile.name());
    text.append(" (").append(profile.summary()).append(")\n");
    Map<String, String> memory = new TreeMap<>();
    ChildProcess.keepNativeMemory(memory);
    memory.forEach(
        (name, value) -> text.append("export %1$s=\"${%1$s:-%2$s}\"\n".formatted(name, value)));
    profile.setup().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** The program and its first argument. The JVM is told the cores that the job has. */
  private String program(String command) {
    List<String> words = new ArrayList<>();
    if (profile.program() != null) {
      words.add(profile.program());
      words.add(command);
    } else {
      words.addAll(new ChildProcess().command(List.of(command)));
      if (profile.cpus() != null) {
        words.add(1, "-XX:ActiveProcessorCount=" + profile.cpus());
      }
    }
    return words.stream().map(BatchScript::quoted).collect(Collectors.joining(" "));
  }

  /** For bash, whatever it holds. */
  static String quoted(String word) {
    return word.matches("[\\w./:=+,@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
