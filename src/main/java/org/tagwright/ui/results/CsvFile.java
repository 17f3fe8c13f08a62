package org.tagwright.ui.results;

import java.io.IOException;
import java.nio.file.Path;
import org.tagwright.common.AtomicFile;
import org.tagwright.common.TagwrightException;

/** Saves a table. */
final class CsvFile {
  private CsvFile() {}

  static Path write(Path file, String csv) {
    try {
      AtomicFile.writeString(file, csv);
      return file;
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
