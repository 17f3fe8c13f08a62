package org.tagwright.cli.labels;

import java.util.concurrent.Callable;
import org.tagwright.common.Progress;
import org.tagwright.data.labels.ClassEdit;
import org.tagwright.data.labels.LabelBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tagwright labels class}. */
@Command(
    name = "class",
    description = "Changes the class list of a data set, and all labels with it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ClassCommand.Add.class,
      ClassCommand.Rename.class,
      ClassCommand.Merge.class,
      ClassCommand.Remove.class
    })
final class ClassCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 2;
  }

  /** Common to all changes of the class list. */
  abstract static class Change extends LabelWork {
    @Parameters(index = "1", paramLabel = "CLASS", description = "The name of the class.")
    String name;

    @Option(names = "--preview", description = "Only says what would be done.")
    boolean preview;

    abstract ClassEdit edit();

    @Override
    void run(LabelBook book, Progress progress) {
      book.preview(edit(), progress).lines().forEach(this::say);
      if (!preview) {
        report(book.edit(edit(), BY, progress), book, "Nothing was changed.");
      }
    }
  }

  @Command(
      name = "add",
      description = "Adds a class, which no image has yet, behind the others.",
      mixinStandardHelpOptions = true)
  static final class Add extends Change {
    @Override
    ClassEdit edit() {
      return new ClassEdit.Add(name);
    }
  }

  @Command(
      name = "rename",
      description = "Gives a class another name. No label file changes.",
      mixinStandardHelpOptions = true)
  static final class Rename extends Change {
    @Parameters(index = "2", paramLabel = "NAME", description = "The new name.")
    String to;

    @Override
    ClassEdit edit() {
      return new ClassEdit.Rename(name, to);
    }
  }

  @Command(
      name = "merge",
      description = "Images that have the class have another one instead. Rewrites all labels.",
      mixinStandardHelpOptions = true)
  static final class Merge extends Change {
    @Parameters(index = "2", paramLabel = "INTO", description = "The class that stays.")
    String into;

    @Override
    ClassEdit edit() {
      return new ClassEdit.Merge(name, into);
    }
  }

  @Command(
      name = "remove",
      description = "Removes a class from the list and from all images. Rewrites all labels.",
      mixinStandardHelpOptions = true)
  static final class Remove extends Change {
    @Override
    ClassEdit edit() {
      return new ClassEdit.Remove(name);
    }
  }
}
