package org.tagwright;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether a window can open here. */
final class Display {
  private Display() {}

  /**
   * Why no window can open, or empty where one can.
   *
   * @param os the system property {@code os.name}
   * @param environment the process's environment variables
   * @param glass the system property {@code glass.platform}: a window system that needs no display,
   *     or null
   */
  static Optional<String> missing(String os, Map<String, String> environment, String glass) {
    boolean displayless = "Monocle".equals(glass) || "Headless".equals(glass);
    String name = os.toLowerCase(Locale.ROOT);
    boolean x11 = !name.contains("win") && !name.contains("mac");
    // JavaFX speaks X11 also under Wayland, through XWayland, which sets DISPLAY.
    if (displayless || !x11 || !environment.getOrDefault("DISPLAY", "").isBlank()) {
      return Optional.empty();
    }
    return Optional.of("there is no display here (the environment variable DISPLAY is not set)");
  }
}
