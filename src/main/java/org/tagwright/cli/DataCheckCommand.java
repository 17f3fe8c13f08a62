package org.tagwright.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tagwright.cli.options.SetOption;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.DatasetReport;
import org.tagwright.data.Split;
import org.tagwright.data.survey.ImageSurvey;
import org.tagwright.data.survey.SurveyReport;
import org.tagwright.image.ImageProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright data check}: problems in the data, and an analysis of its images. */
@Command(
    name = "check",
    description = {
      "Finds every problem in a configuration's training data.",
      "Exit code 0: no problem, or data.onProblem is \"skip\" and samples remain; otherwise 2."
    },
    mixinStandardHelpOptions = true)
final class DataCheckCommand extends DataCommand.Work {
  @Parameters(paramLabel = "CONFIG.json", description = "The configuration.")
  Path config;

  @Mixin SetOption set;

  @Option(
      names = "--decode",
      description = "Decodes every image completely instead of only checking its structure.")
  boolean decode;

  @Option(
      names = "--pictures",
      description =
          "Also analyzes the images: sizes, exact and near duplicates, and duplicates across"
              + " training and validation.")
  boolean pictures;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes all findings to a file; the terminal shows only the first ones.")
  Path report;

  @Override
  DataCommand.Outcome run(Progress progress) {
    ExperimentConfig all = set.read(config);
    ExperimentConfig.Data data = all.data();
    DatasetReport found =
        DatasetCheck.run(
            data, decode ? ImageProbe.Depth.DECODE : ImageProbe.Depth.STRUCTURE, progress);
    SurveyReport looked =
        pictures && found.index().size() > 0
            ? look(found.index(), data, all.training().seed(), progress)
            : null;
    String text = found.toText();
    if (looked != null) {
      text += "\n" + looked.toText(SurveyReport.SHOWN);
    }
    if (report != null) {
      String more = looked == null ? "" : "\n" + looked.toText(Integer.MAX_VALUE);
      write(found.toText(Integer.MAX_VALUE) + more);
      text += "\nFull report saved to " + report.toAbsolutePath().normalize() + "\n";
    }
    boolean clean = found.clean() && (looked == null || looked.survey().unreadable().isEmpty());
    boolean usable =
        clean
            || (data.onProblem() == ExperimentConfig.OnProblem.SKIP
                && !found.fatal()
                && found.index().size() > 0);
    return new DataCommand.Outcome(usable ? 0 : TagwrightException.Kind.INPUT.exitCode(), text);
  }

  private static SurveyReport look(
      DatasetIndex index, ExperimentConfig.Data data, long seed, Progress progress) {
    return new SurveyReport(
        index,
        Split.toLookAt(index, data, seed),
        ImageSurvey.run(index, data.orientation(), progress),
        data.imageSize());
  }

  private void write(String text) {
    try {
      AtomicFile.writeString(report, text);
    } catch (IOException e) {
      throw TagwrightException.failure(
          "The report could not be written to " + report + ": " + Failures.reason(e) + ".", e);
    }
  }
}
