package org.tagwright.cli.labels;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.data.labels.LabelBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tagwright labels set}. */
@Command(
    name = "set",
    description = "Changes classes of images, as one change.",
    mixinStandardHelpOptions = true)
final class SetLabelsCommand extends LabelWork {
  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Names of images below the image folder, without extension.")
  List<String> images;

  @Option(names = "--add", paramLabel = "CLASS", description = "The images have it. Repeatable.")
  List<String> add = List.of();

  @Option(
      names = "--remove",
      paramLabel = "CLASS",
      description = "The images do not have it. Repeatable.")
  List<String> remove = List.of();

  @Option(
      names = "--unknown",
      paramLabel = "CLASS",
      description = "Nobody knows whether they have it. Repeatable.")
  List<String> unknown = List.of();

  private record Wish(int classIndex, State state) {}

  @Override
  void run(LabelBook book, Progress progress) {
    List<Wish> wishes = new ArrayList<>();
    add.forEach(name -> wishes.add(wish(book, name, State.PRESENT)));
    remove.forEach(name -> wishes.add(wish(book, name, State.ABSENT)));
    unknown.forEach(name -> wishes.add(wish(book, name, State.UNKNOWN)));
    if (wishes.isEmpty()) {
      throw TagwrightException.input("Name classes with --add, --remove or --unknown.");
    }
    for (String image : images) {
      if (!book.read(image).labelled()) {
        throw TagwrightException.input(
            "The image " + image + " has no label file. Names are without extension.");
      }
    }
    report(
        book.editAll(images, labels -> changed(labels, wishes), BY, progress),
        book,
        "The images have these labels already.");
  }

  private static ImageLabels changed(ImageLabels labels, List<Wish> wishes) {
    ImageLabels now = labels;
    for (Wish wish : wishes) {
      now = now.with(wish.classIndex, wish.state);
    }
    return now;
  }

  private static Wish wish(LabelBook book, String name, State state) {
    return new Wish(book.classes().require(name), state);
  }
}
