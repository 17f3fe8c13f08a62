package org.tagwright.data.imports;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Inputs from the field, made small. */
public final class ImportCases {
  private ImportCases() {}

  public static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(ImportCases.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
