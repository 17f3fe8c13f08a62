package org.tagwright.cli.notes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tagwright.checkpoint.Notes;
import org.tagwright.common.TagwrightException;
import org.tagwright.results.CheckpointScan;
import org.tagwright.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright note}. */
@Command(
    name = "note",
    description = {
      "Notes something about checkpoints or runs: a text, tags, a star, or that it is archived."
          + " Without options it prints the notes.",
      "tagwright results has the columns note, tags, starred and archived, for its filter too;"
          + " archived checkpoints are left out unless the filter names archived."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  tagwright note best.pt --star --tag baseline --text \"for the paper\"",
      "  tagwright results --filter \"tags = baseline\""
    })
public final class NoteCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CHECKPOINT|RUN_FOLDER",
      arity = "1..*",
      description = "Checkpoint files or the folders of runs.")
  List<Path> targets;

  @Option(names = "--text", paramLabel = "TEXT", description = "The note; \"\" removes it.")
  String text;

  @Option(names = "--tag", paramLabel = "TAG", split = ",", description = "Adds tags.")
  List<String> tags = List.of();

  @Option(names = "--untag", paramLabel = "TAG", split = ",", description = "Removes tags.")
  List<String> untags = List.of();

  @Option(names = "--star", negatable = true, description = "Stars it, or removes the star.")
  Boolean star;

  @Option(names = "--archive", negatable = true, description = "Archives it, or brings it back.")
  Boolean archive;

  @Override
  public Integer call() {
    targets.forEach(NoteCommand::requireThere);
    for (Path target : targets) {
      System.out.println(target + ": " + words(Notes.change(target, this::changed)));
    }
    return 0;
  }

  private static void requireThere(Path target) {
    if (Files.isDirectory(target)) {
      RunFolder.open(target);
    } else if (!Files.isRegularFile(target)) {
      throw TagwrightException.input("There is no checkpoint or run folder " + target + ".");
    } else if (CheckpointScan.isCopyOfBest(target)) {
      throw TagwrightException.input(
          target
              + " is a copy, which the next better model replaces, and its notes would stay."
              + " Name the checkpoint itself: tagwright results lists it.");
    }
  }

  private Notes changed(Notes before) {
    List<String> all = new ArrayList<>(before.tags());
    all.addAll(tags);
    all.removeAll(untags);
    return new Notes(
        text == null ? before.text() : text.strip(),
        all,
        star == null ? before.starred() : star,
        archive == null ? before.archived() : archive);
  }

  private static String words(Notes notes) {
    List<String> parts = new ArrayList<>();
    if (notes.starred()) {
      parts.add("starred");
    }
    if (notes.archived()) {
      parts.add("archived");
    }
    if (!notes.tags().isEmpty()) {
      parts.add("tags " + String.join(" ", notes.tags()));
    }
    if (!notes.text().isEmpty()) {
      parts.add(notes.text());
    }
    return parts.isEmpty() ? "no notes" : String.join(", ", parts);
  }
}
