package org.tagwright.common;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where a person's own settings are kept, for the window and the terminal. */
public final class SettingsFolder {
  private SettingsFolder() {}

  /**
   * The person's folder for settings, or that of the system property {@code tagwright.settings}.
   */
  public static Path path() {
    String given = System.getProperty("tagwright.settings");
    if (given != null) {
      return Path.of(given);
    }
    Path home = Path.of(System.getProperty("user.home"));
    Map<String, String> env = System.getenv();
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("win") && env.get("APPDATA") != null) {
      return Path.of(env.get("APPDATA"), "Tagwright");
    }
    if (os.contains("mac")) {
      return home.resolve("Library/Application Support/Tagwright");
    }
    String xdg = env.get("XDG_CONFIG_HOME");
    return (xdg == null || xdg.isEmpty() ? home.resolve(".config") : Path.of(xdg))
        .resolve("tagwright");
  }
}
