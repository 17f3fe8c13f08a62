package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.GuidePictures;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.shell.Theme;

/** Every view loads without a problem, and is pictured in both themes and two sizes. */
@UiTest
class ScreensTest {
  // A window for each size: Monocle does not survive a resize.
  @ParameterizedTest
  @CsvSource({"960,640", "1280,800", "1920,1080"})
  void everyViewLoadsAndIsPictured(int width, int height, @TempDir Path settings) {
    try (WindowUnderTest window = WindowUnderTest.open(settings, width, height)) {
      for (Theme theme : Theme.values()) {
        window.theme(theme);
        for (ViewId view : ViewId.values()) {
          window.show(view);
          String name = view + "-" + theme + "-" + width + "x" + height;
          assertThat(Screenshot.take(window.scene(), name.toLowerCase(Locale.ROOT)))
              .isNotEmptyFile();
        }
      }
      GuidePictures.assertMade("welcome", width);
      assertThat(window.wiring().workbench().problems().open()).isEmpty();
    }
  }
}
