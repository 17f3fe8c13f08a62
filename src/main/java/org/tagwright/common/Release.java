package org.tagwright.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What this program is: its version, and the texts that the build puts beside its classes. */
public final class Release {
  private Release() {}

  /** The version and the commit, such as "0.2.0 (1b833b39)", or "development" from classes. */
  public static String version() {
    String version = Release.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** CHANGELOG.md. */
  public static String changelog() {
    return text("CHANGELOG.md");
  }

  /** What is shipped with the program, and under which licences. */
  public static String notices() {
    return text("THIRD-PARTY.txt");
  }

  private static String text(String name) {
    try (InputStream in = Release.class.getResourceAsStream("/org/tagwright/about/" + name)) {
      return in == null
          ? name + " is put into the program by its Maven build."
          : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the program", e);
    }
  }
}
