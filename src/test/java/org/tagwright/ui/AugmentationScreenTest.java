package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.config.Augment;
import org.tagwright.config.AugmentSettings;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataFiles;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.experiment.VariantsModel.Variants;
import org.tagwright.ui.shell.Theme;

/** The variants that augmentation makes, in the form. */
@UiTest
class AugmentationScreenTest {
  @TempDir Path settings;
  @TempDir Path data;

  @Test
  void nineVariantsAreDrawnByAClickAndOthersByAnother() {
    for (int i = 0; i < 3; i++) {
      BufferedImage picture = DataFiles.picture(320, 240, i);
      DataFiles.write(data.resolve("images/" + i + ".png"), DataFiles.encoded(picture, "png"));
    }
    ExperimentConfig config =
        ExperimentConfig.defaults()
            .with(DataSettings.ROOT, data)
            .with(DataSettings.TRAIN_IMAGES, Path.of("images"))
            .with(AugmentSettings.FLIP, 0.5)
            .with(AugmentSettings.CROP, 0.4)
            .with(AugmentSettings.ERASE, 0.3)
            .with(AugmentSettings.POLICY, Augment.Policy.RANDAUGMENT);
    try (WindowUnderTest window = WindowUnderTest.open(settings, 1280, 800)) {
      var experiment = window.wiring().experiment();
      Toolkit.onFx(() -> experiment.fill(config, "a test"));
      window.show(ViewId.EXPERIMENT);
      Variants first = click(window);
      assertThat(first.images()).hasSize(9);
      for (Theme theme : Theme.values()) {
        window.theme(theme);
        scrollToVariants(window);
        String name = "augmentation-" + theme + "-1280x800";
        assertThat(Screenshot.take(window.scene(), name.toLowerCase(Locale.ROOT))).isNotEmptyFile();
      }
      assertThat(click(window).images()).isNotEqualTo(first.images()).hasSize(9);

      Toolkit.onFx(() -> experiment.field("augment.crop").textProperty().set("0"));
      window.settle();
      assertThat(experiment.field("augment.crop").problemProperty().get())
          .contains("must be between 0.05 and 1");
      assertThat(click(window).images()).isEqualTo(List.of());
    }
  }

  private static Variants click(WindowUnderTest window) {
    var shown = window.wiring().experiment().variants().variantsProperty();
    AtomicBoolean drawn = new AtomicBoolean();
    InvalidationListener listener = property -> drawn.set(true); // none may look like none before
    Toolkit.onFx(
        () -> {
          shown.addListener(listener);
          ((Button) window.scene().lookup("#draw-variants")).fire();
        });
    Toolkit.await("variants", drawn::get);
    Toolkit.onFx(() -> shown.removeListener(listener));
    window.settle();
    return shown.get();
  }

  private static void scrollToVariants(WindowUnderTest window) {
    Toolkit.onFx(
        () -> {
          Node variants = window.scene().lookup("#variants");
          ScrollPane scroll = (ScrollPane) window.scene().lookup("#scroll");
          Region content = (Region) scroll.getContent();
          double bottom =
              content.sceneToLocal(variants.localToScene(variants.getLayoutBounds())).getMaxY();
          double height = scroll.getViewportBounds().getHeight();
          scroll.setVvalue((bottom + 20 - height) / (content.getHeight() - height));
        });
    window.settle();
  }
}
