package org.tagwright.cli.suspects;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tagwright.cli.options.SetOption;
import org.tagwright.cli.terminal.CheckProgress;
import org.tagwright.cli.terminal.Interruption;
import org.tagwright.common.CsvFile;
import org.tagwright.common.NearestName;
import org.tagwright.common.TagwrightException;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.prediction.ChildPrediction;
import org.tagwright.proposal.Proposal;
import org.tagwright.proposal.ProposalList;
import org.tagwright.proposal.ProposalOrder;
import org.tagwright.proposal.ProposalSearch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright propose}. */
@Command(
    name = "propose",
    description = {
      "Lists new images with proposed labels, in the order in which labelling them teaches most.",
      "Images that are in the data set already are left out. In the window, Review lets you accept"
          + " each proposal with a key."
    },
    mixinStandardHelpOptions = true)
public final class ProposeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CONFIG.json", description = "The configuration of the data set.")
  Path file;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the new images.")
  Path images;

  @Option(
      names = "--checkpoint",
      paramLabel = "F",
      description = "Proposes the labels. Default: the configuration's best_model.pt.")
  Path checkpoint;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description =
          "uncertain (least certain first), different (farthest from known images and from those"
              + " before) or class. Default: uncertain.")
  ProposalOrder order = ProposalOrder.UNCERTAIN;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "The class of --order class: its highest scores first.")
  String className;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      required = true,
      description = "The list: a line per image.")
  Path out;

  @Mixin SetOption set;

  @Option(
      names = {"-q", "--quiet"},
      description = "Hides progress and summaries.")
  boolean quiet;

  @Override
  public Integer call() throws Exception {
    if ((order == ProposalOrder.CLASS) != (className != null)) {
      throw TagwrightException.input(
          "--order class needs --class NAME, and --class is for --order class only.");
    }
    ExperimentConfig config = set.read(file);
    Path from = checkpoint == null ? config.output().bestModelFile() : checkpoint;
    ProposalSearch search = new ProposalSearch(new ChildPrediction());
    return Interruption.heed(
        interruption -> {
          try (CheckProgress progress = new CheckProgress(quiet, interruption::requested)) {
            ProposalList list = search.propose(config, from, images, progress);
            List<float[]> known =
                order == ProposalOrder.DIFFERENT ? search.known(config, from, progress) : List.of();
            int k = className == null ? -1 : indexOf(list.classes());
            List<Proposal> sorted = list.in(order, k, known);
            write(list.classes(), sorted);
            if (!quiet) {
              System.out.println(Units.count(sorted.size(), "new image"));
              System.out.println("Saved to " + out);
            }
          }
          return 0;
        });
  }

  private int indexOf(List<String> classes) {
    int k = classes.indexOf(className);
    if (k < 0) {
      throw TagwrightException.input(
          "There is no class '%s'%s."
              .formatted(
                  className,
                  NearestName.of(className, classes)
                      .map(near -> "; the nearest is '" + near + "'")
                      .orElse("")));
    }
    return k;
  }

  private void write(List<String> classes, List<Proposal> proposals) {
    CsvFile.write(
        out,
        CsvFile.LINES,
        csv -> {
          csv.printRecord("image", "labels", "uncertainty");
          for (Proposal proposal : proposals) {
            csv.printRecord(
                proposal.name(),
                proposal.labels().stream().mapToObj(classes::get).collect(Collectors.joining(";")),
                Units.text("%.4f", proposal.uncertainty()));
          }
        });
  }
}
