package org.tagwright.common;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes tables. */
public final class CsvFile {
  /** As RFC 4180 has it, but each line ends as text files of the program do. */
  public static final CSVFormat LINES = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private CsvFile() {}

  /** Prints the rows of a table. */
  @FunctionalInterface
  public interface Rows {
    void print(CSVPrinter csv) throws IOException;
  }

  /**
   * Writes a table in UTF-8, atomically.
   *
   * @throws TagwrightException of kind failure where that cannot be done
   */
  public static void write(Path file, CSVFormat format, Rows rows) {
    try {
      AtomicFile.write(
          file,
          stream -> {
            CSVPrinter csv =
                new CSVPrinter(
                    new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)),
                    format);
            rows.print(csv);
            csv.flush(); // the stream is AtomicFile's to close
          });
    } catch (IOException e) {
      throw TagwrightException.cannotWrite(file, e);
    }
  }
}
