package org.tagwright.proposal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.Failures;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.LabelSet;
import org.tagwright.data.Split;
import org.tagwright.data.ValidationList;
import org.tagwright.data.labels.EditResult;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.LabelBook;
import org.tagwright.data.labels.Samples;

/**
 * Makes new images training data: the image goes into the folder of the training images, and its
 * labels beside the others, in this order, so that a kill leaves at worst an image without labels,
 * which is not used. Safe for use from many threads.
 */
public final class NewImages {
  private static final String BY = "new images";
  private static final String VALIDATION_LIST = "validation.txt";

  /** How an image gets into the data set. */
  public enum Mode {
    COPY("Copy"),
    /** A symbolic link: takes no room, and is broken when the original goes. */
    LINK("Link");

    private final String title;

    Mode(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  private record Added(Path image, String stem, ImageLabels labels) {}

  private final ExperimentConfig.Data data;
  private final LabelBook book;
  private final Deque<Added> added = new ArrayDeque<>();

  private NewImages(ExperimentConfig.Data data, LabelBook book) {
    this.data = data;
    this.book = book;
  }

  /**
   * Opens a data set for new images.
   *
   * @param classes names that the proposals are of
   * @throws TagwrightException of kind input where there is no such data set or it has other
   *     classes
   */
  public static NewImages into(ExperimentConfig.Data data, List<String> classes) {
    LabelBook book = LabelBook.open(data);
    new LabelSet(classes)
        .requireSame(Path.of("the checkpoint"), data.trainLabelsFolder(), book.classes());
    return new NewImages(data, book);
  }

  /**
   * The same configuration with its validation images fixed by a list, so that new ones only train:
   * a drawn split would change with every image that is added. Where it has a list, nothing is
   * done.
   *
   * @throws TagwrightException of kind input with everything that is wrong with the data
   */
  public static ExperimentConfig fixingValidation(ExperimentConfig config, Progress progress) {
    if (config.data().validationList() != null) {
      return config;
    }
    DatasetIndex index = Samples.of(config.data(), progress);
    Split split = Split.of(index, config.data(), config.training().seed());
    Path list = freeName(config.data().root().resolve(VALIDATION_LIST).toAbsolutePath());
    ValidationList.write(list, index, split);
    return config.with(DataSettings.VALIDATION_LIST, list);
  }

  private static Path freeName(Path file) {
    String name = file.getFileName().toString();
    Path free = file;
    for (int number = 2; Files.exists(free); number++) {
      free = file.resolveSibling(name.replace(".txt", "-" + number + ".txt"));
    }
    return free;
  }

  /**
   * Adds an image with its labels.
   *
   * @param labels class indices
   * @return its name in the data set; a number is added where its own is taken
   * @throws TagwrightException where a file cannot be read or written; nothing is added then
   */
  public synchronized String add(Path image, BitSet labels, Mode mode) {
    Path target = target(image);
    String name = data.trainImagesFolder().relativize(target).toString().replace('\\', '/');
    String stem = ImageFolder.stem(name);
    place(image, target, mode);
    ImageLabels given = new ImageLabels(true, labels, new BitSet());
    try {
      change(stem, ImageLabels.NO_FILE, given);
    } catch (TagwrightException e) {
      remove(target, e);
      throw e;
    }
    added.push(new Added(target, stem, given));
    return name;
  }

  private void change(String stem, ImageLabels before, ImageLabels after) {
    EditResult result = book.edit(stem, before, after, BY);
    if (!result.conflicts().isEmpty()) {
      throw TagwrightException.input(result.conflicts().get(0).toText(book.classes()));
    }
  }

  /** Takes the last image out again; the original stays. Returns whether there was one. */
  public synchronized boolean undo() {
    Added last = added.peek();
    if (last == null) {
      return false;
    }
    change(last.stem, last.labels, ImageLabels.NO_FILE);
    remove(last.image, null);
    added.pop();
    return true;
  }

  /** Whether the image is in the data set already, by its name and content. */
  public boolean has(Path image) {
    Path there = data.trainImagesFolder().resolve(image.getFileName());
    try {
      return Files.exists(there)
          && (Files.isSameFile(there, image) || Files.mismatch(there, image) < 0);
    } catch (IOException e) {
      throw TagwrightException.cannotRead(image, e);
    }
  }

  /** A name that no image and no label has yet. */
  private Path target(Path image) {
    String name = image.getFileName().toString();
    String stem = ImageFolder.stem(name);
    String extension = name.substring(stem.length());
    Path folder = data.trainImagesFolder();
    String free = stem;
    for (int number = 2; taken(folder, free, extension); number++) {
      free = stem + "-" + number;
    }
    return folder.resolve(free + extension);
  }

  private boolean taken(Path folder, String stem, String extension) {
    return Files.exists(folder.resolve(stem + extension)) || book.read(stem).labelled();
  }

  private static void place(Path image, Path target, Mode mode) {
    if (!Files.isRegularFile(image)) {
      throw TagwrightException.input("There is no image " + image + " any more.");
    }
    try {
      Files.createDirectories(target.getParent());
      if (mode == Mode.LINK) {
        Files.createSymbolicLink(target, image.toAbsolutePath());
      } else {
        AtomicFile.write(target, out -> Files.copy(image, out));
      }
    } catch (FileAlreadyExistsException e) {
      throw TagwrightException.failure(target + " was made by somebody else. Try again.", e);
    } catch (UnsupportedOperationException e) {
      throw TagwrightException.failure(
          "Links cannot be made in " + target.getParent() + ". Copy the images instead.", e);
    } catch (IOException e) {
      throw mode == Mode.LINK
          ? TagwrightException.failure(
              "No link can be made at "
                  + target
                  + ": "
                  + Failures.reason(e)
                  + ". Copy the images instead.",
              e)
          : TagwrightException.cannotWrite(target, e);
    }
  }

  private static void remove(Path target, @Nullable TagwrightException because) {
    try {
      Files.deleteIfExists(target);
    } catch (IOException e) {
      if (because == null) {
        throw TagwrightException.cannotWrite(target, e);
      }
      because.addSuppressed(e);
    }
  }
}
