package org.tagwright.ui.runs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.run.RunEvent.Completed;
import org.tagwright.run.RunEvent.StepLogged;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunNames;
import org.tagwright.run.RunState;
import org.tagwright.run.RunStatus;

/** A run in words. */
final class RunWords {
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter THIS_YEAR =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter EARLIER =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  /** Year, day, time, backbone, and a number where there were several in one second. */
  private static final Pattern NAME =
      Pattern.compile("\\d{4}-(\\d\\d-\\d\\d)_(\\d\\d-\\d\\d-\\d\\d)-.*?([-_]\\d+)?");

  private RunWords() {}

  /** What a run is called: what varies among all, or its folder where that cannot be read. */
  static String title(RunNames names, RunFolder folder, ExperimentConfig config) {
    return config == null ? folder.name() : names.settings(config);
  }

  /** When it was started tells two runs of one name apart: {@code 11-23 10:05:00}. */
  static String started(RunFolder folder) {
    Matcher usual = NAME.matcher(folder.name());
    return usual.matches()
        ? usual.group(1)
            + " "
            + usual.group(2).replace('-', ':')
            + Objects.requireNonNullElse(usual.group(3), "")
        : folder.name();
  }

  static String when(Instant instant, LocalDate today) {
    if (instant == null) {
      return "";
    }
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
    if (time.toLocalDate().equals(today)) {
      return "today " + TODAY.format(time);
    }
    return (time.getYear() == today.getYear() ? THIS_YEAR : EARLIER).format(time);
  }

  static String status(RunStatus status) {
    return status.name().charAt(0) + status.name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** The style class that gives a badge its colour. */
  static String style(RunStatus status) {
    return switch (status) {
      case RUNNING -> "accent";
      case COMPLETED -> "success";
      case PAUSED, INTERRUPTED -> "warning";
      case FAILED -> "danger";
      case QUEUED, STOPPED -> "neutral";
    };
  }

  /** How far a run is; where it completed before its last planned epoch, also why. */
  static String progress(RunState state, RunStatus status) {
    boolean going = status == RunStatus.RUNNING || status == RunStatus.PAUSED;
    if (going && state.lastSeq() == 0) {
      return "Starting: reading the data and loading the network";
    }
    int planned = state.epochsPlanned();
    if (planned <= 0) {
      return "";
    }
    int done = (int) state.epochsDone();
    if (going) {
      String epoch = "Epoch " + Math.min(done + 1, planned) + " of " + planned;
      StepLogged step = state.lastStep();
      return step == null ? epoch : epoch + ", step " + step.step() + " of " + step.stepsInEpoch();
    }
    if (done >= planned) {
      return "Finished " + Units.count(planned, "epoch");
    }
    String finished = "Finished " + done + " of " + Units.count(planned, "epoch");
    return status == RunStatus.COMPLETED && state.end() instanceof Completed completed
        ? finished + " · " + completed.reason()
        : finished;
  }

  static String remaining(Optional<Duration> left) {
    return left.map(time -> Units.duration(time) + " left").orElse("");
  }
}
