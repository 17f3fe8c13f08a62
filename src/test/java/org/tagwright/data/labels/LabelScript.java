package org.tagwright.data.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.tagwright.common.Progress;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.ImageLabels.State;

/**
 * Changes of labels that follow from their number alone: one image, many images, undo, redo, the
 * class list. As a process of its own it makes them until it is killed, and says each that is done.
 */
public final class LabelScript {
  static final int IMAGES = 12;

  private LabelScript() {}

  static ExperimentConfig.Data data(Path root) {
    return ExperimentConfig.defaults().data().with(DataSettings.ROOT, root);
  }

  /** Makes the change of that number, from 1, which is one entry of the history. */
  static void step(LabelBook book, long number) {
    Random random = new Random(number * 7919);
    int kind = random.nextInt(100);
    if (number > 1 && kind < 10 && book.undoable().isPresent()) {
      book.undo("script", Progress.NONE);
    } else if (kind < 15 && book.redoable().isPresent()) {
      book.redo("script", Progress.NONE);
    } else if (kind < 18) {
      book.edit(new ClassEdit.Add("class " + number), "script", Progress.NONE);
    } else if (kind < 21 && book.classes().size() > 3) {
      String gone = book.classes().name(random.nextInt(book.classes().size()));
      book.edit(new ClassEdit.Remove(gone), "script", Progress.NONE);
    } else {
      int images = kind < 30 ? IMAGES : 1;
      List<String> stems = new ArrayList<>();
      for (int i = 0; i < images; i++) {
        stems.add("image-" + (images == 1 ? random.nextInt(IMAGES) : i));
      }
      int shift = random.nextInt(2);
      int classIndex = random.nextInt(book.classes().size());
      book.editAll(stems, labels -> other(labels, classIndex, shift), "script", Progress.NONE);
    }
  }

  /** Never the same, so that every step is an entry. */
  private static ImageLabels other(ImageLabels labels, int classIndex, int shift) {
    State[] states = State.values();
    int now = List.of(states).indexOf(labels.state(classIndex));
    return labels.with(classIndex, states[(now + 1 + shift) % states.length]);
  }

  public static void main(String[] args) {
    LabelBook book = LabelBook.open(data(Path.of(args[0])));
    long last = Long.parseLong(args[1]);
    for (long next = book.history().size() + 1L; next <= last; next++) {
      step(book, next);
      System.out.println(next);
      System.out.flush();
    }
    while (true) {
      LockSupport.park(); // is killed
    }
  }
}
