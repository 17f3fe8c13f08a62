package org.tagwright.ui.common;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The system's dialogs for files and folders, opened where the person is at work. */
public final class Choosers {
  private static final int FRAMES_IN_FRONT = 10;

  private Choosers() {}

  /**
   * @param near the file or folder chosen now, there or not; may be {@code null}
   */
  public static FileChooser file(String title, Path near) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    folderAt(near).ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  /**
   * @param near the folder chosen now, there or not; may be {@code null}
   */
  public static DirectoryChooser folder(String title, Path near) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    folderAt(near).ifPresent(chooser::setInitialDirectory);
    return chooser;
  }

  /** Asks for a file that is there, or {@code null}. */
  public static File open(FileChooser chooser, Window owner) {
    return maximizedAsBefore(owner, () -> chooser.showOpenDialog(owner));
  }

  /** Asks for a file to write, or {@code null}. */
  public static File save(FileChooser chooser, Window owner) {
    return maximizedAsBefore(owner, () -> chooser.showSaveDialog(owner));
  }

  /** Asks for a folder, or {@code null}. */
  public static File choose(DirectoryChooser chooser, Window owner) {
    return maximizedAsBefore(owner, () -> chooser.showDialog(owner));
  }

  /** Some window managers, as openbox, shrink a maximized window while a dialog is over it. */
  static <T> T maximizedAsBefore(Window owner, Supplier<T> dialog) {
    boolean maximized = owner instanceof Stage stage && stage.isMaximized();
    T chosen = dialog.get();
    if (maximized) {
      maximizeOnceInFront((Stage) owner);
    }
    return chosen;
  }

  /** Until the window has been in front for some frames, the window manager would not do it. */
  private static void maximizeOnceInFront(Stage stage) {
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long nanos) {
        frames = stage.isFocused() ? frames + 1 : 0;
        if (frames == FRAMES_IN_FRONT) {
          stop();
          stage.setMaximized(true);
        }
      }
    }.start();
  }

  /** The innermost folder on the way to it that exists: the dialogs refuse any other. */
  static Optional<File> folderAt(Path near) {
    Path at = near == null ? null : near.toAbsolutePath();
    while (at != null && !at.toFile().isDirectory()) {
      at = at.getParent();
    }
    return Optional.ofNullable(at).map(Path::toFile);
  }
}
