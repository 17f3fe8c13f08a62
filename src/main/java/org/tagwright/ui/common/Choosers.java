package org.tagwright.ui.common;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

/** The system's dialogs for files and folders, opened where the person is at work. */
public final class Choosers {
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

  /** The innermost folder on the way to it that exists: the dialogs refuse any other. */
  static Optional<File> folderAt(Path near) {
    Path at = near == null ? null : near.toAbsolutePath();
    while (at != null && !at.toFile().isDirectory()) {
      at = at.getParent();
    }
    return Optional.ofNullable(at).map(Path::toFile);
  }
}
