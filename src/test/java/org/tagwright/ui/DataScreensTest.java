package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.data.Progress;
import org.tagwright.data.demo.DemoDataset;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.data.DataModel;
import org.tagwright.ui.shell.Theme;

/** The data view over demo data with some damage, pictured in both themes and two sizes. */
@UiTest
class DataScreensTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"1280,800", "1920,1080"})
  void everyPageOfTheDataViewIsPictured(int width, int height) throws IOException {
    Path root = folder.resolve("demo");
    DemoDataset.make(root, new DemoDataset.Options(150, 4, 200, 30, 3), Progress.NONE);
    Path labels = root.resolve("labels/train");
    Files.writeString(labels.resolve("000000000007.cls"), "3\n99\nx\n");
    Files.writeString(labels.resolve("999.cls"), "1\n");
    try (WindowUnderTest window = WindowUnderTest.open(folder, width, height)) {
      DataModel model = window.wiring().looking().data();
      window.show(ViewId.DATA);
      Toolkit.await("first look", () -> model.jobProperty().get() == null);
      Toolkit.onFx(() -> model.useRoot(root));
      Toolkit.await("checked", () -> model.statsProperty().get() != null);
      for (Theme theme : Theme.values()) {
        window.theme(theme);
        for (String tab : new String[] {"Overview", "Problems", "Samples", "Together"}) {
          Toolkit.onFx(() -> tab(window, tab).fire());
          picture(window, "data-" + tab, theme);
        }
        Toolkit.onFx(() -> ((Button) window.scene().lookup("#demoButton")).fire());
        pause();
        picture(window, "data-demo-sheet", theme);
        Toolkit.onFx(
            () ->
                window.scene().getRoot().lookupAll(".sheet .button").stream()
                    .map(Button.class::cast)
                    .filter(Button::isCancelButton)
                    .forEach(Button::fire));
        pause();
      }
      assertThat(window.wiring().problems().open()).isEmpty();
    }
  }

  private static ToggleButton tab(WindowUnderTest window, String title) {
    return window.scene().getRoot().lookupAll(".data .segment").stream()
        .map(ToggleButton.class::cast)
        .filter(b -> b.getText().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  private static void pause() {
    try {
      Thread.sleep(500); // animations and thumbnails take their time
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void picture(WindowUnderTest window, String what, Theme theme) {
    window.settle();
    pause();
    window.settle();
    String size = (int) window.scene().getWidth() + "x" + (int) window.scene().getHeight();
    String name = (what + "-" + theme + "-" + size).toLowerCase(Locale.ROOT);
    assertThat(Screenshot.take(window.scene(), name)).isNotEmptyFile();
  }
}
