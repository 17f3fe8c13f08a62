package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.experiment.backbone.BackboneModel;
import org.tagwright.ui.experiment.backbone.BackboneSheet;
import org.tagwright.ui.experiment.backbone.Offers;
import org.tagwright.ui.shell.Theme;

/** Choosing a backbone. */
@UiTest
class BackboneScreenTest {
  @TempDir Path settings;

  @Test
  void typingAndEnterChooseABackboneWithItsPublishedPreprocessing() {
    try (WindowUnderTest window = WindowUnderTest.open(settings, 1280, 800)) {
      var experiment = window.wiring().experiment();
      window.show(ViewId.EXPERIMENT);
      Toolkit.onFx(() -> ((Button) window.scene().lookup("#chooseBackbone")).fire());
      window.settle();
      TextField filter = (TextField) window.scene().lookup("#backboneFilter");
      assertThat(filter.isFocused()).isTrue();
      Toolkit.onFx(
          () -> {
            filter.setText("efficient b0");
            ((CheckBox) window.scene().lookup("#asPublished")).setSelected(true);
            filter.fireEvent(
                new KeyEvent(
                    KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
          });
      window.settle();

      assertThat(window.scene().lookup("#backboneSheet")).isNull();
      ExperimentConfig config = Toolkit.onFx(() -> experiment.draftProperty().get().first());
      assertThat(config.model().backbone()).isEqualTo("efficientnet_b0");
      assertThat(config.data().resizeSize()).isEqualTo(256);
      assertThat(config.data().interpolation()).isEqualTo(Interpolation.BICUBIC);
      picture(window, 1280, 800);
    }
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"960, 640", "1920, 1080"})
  void twoDozenBackbonesFitOtherWindows(int width, int height) {
    try (WindowUnderTest window = WindowUnderTest.open(settings, width, height)) {
      window.show(ViewId.EXPERIMENT);
      picture(window, width, height);
    }
  }

  private static void picture(WindowUnderTest window, int width, int height) {
    for (Theme theme : Screenshot.themes(width)) {
      window.theme(theme);
      BackboneModel model =
          new BackboneModel(Offers.all(), Set.of("swin_t"), false, (names, wanted) -> {});
      Toolkit.onFx(
          () -> {
            Sheets sheets = new Sheets((ModalPane) window.scene().lookup("#modal"));
            sheets.showLarge(new BackboneSheet(model, sheets::close));
          });
      window.settle();
      String name = "backbones-%s-%dx%d".formatted(theme, width, height).toLowerCase(Locale.ROOT);
      assertThat(Screenshot.take(window.scene(), name)).isNotEmptyFile();
      ToggleButton plot = (ToggleButton) window.scene().lookup("#backbonePlot");
      if (plot.getParent().isVisible()) { // there is no room for both
        Toolkit.onFx(plot::fire);
        window.settle();
        assertThat(Screenshot.take(window.scene(), "plot-of-" + name)).isNotEmptyFile();
      }
    }
  }
}
