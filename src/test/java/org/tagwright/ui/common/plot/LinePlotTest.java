package org.tagwright.ui.common.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tagwright.ui.Screenshot;
import org.tagwright.ui.Toolkit;
import org.tagwright.ui.UiTest;
import org.tagwright.ui.common.plot.PlotSeries.Style;
import org.tagwright.ui.shell.Theme;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

@UiTest
class LinePlotTest {
  private final PlotLink link = new PlotLink();
  private final FxRobot robot = new FxRobot();
  private PlotCard card;
  private Stage stage;

  @BeforeEach
  void open() {
    Toolkit.begin();
    Toolkit.onFx(
        () -> {
          card = new PlotCard("Loss", link).saving((title, png) -> {}, (title, csv) -> {});
          StackPane page = new StackPane(card);
          page.getStyleClass().add("page");
          page.setStyle("-fx-padding: 20");
          stage = new Stage();
          stage.setScene(new Scene(page, 900, 420));
          Theme.DARK.dress(stage.getScene());
          stage.show();
        });
  }

  @AfterEach
  void close() {
    Toolkit.onFx(() -> stage.close());
  }

  /** Losses such as a training has, one per step. */
  private static PlotContent losses(int steps) {
    Random random = new Random(7);
    double[] x = new double[steps];
    double[] y = new double[steps];
    double[] valX = new double[20];
    double[] valY = new double[20];
    for (int i = 0; i < steps; i++) {
      x[i] = 20.0 * (i + 1) / steps;
      y[i] = 0.2 + 0.6 * Math.exp(-x[i] / 5) + 0.06 * random.nextGaussian();
    }
    for (int e = 0; e < 20; e++) {
      valX[e] = e + 1;
      valY[e] = 0.27 + 0.55 * Math.exp(-(e + 1) / 4.0);
    }
    PlotSeries raw = new PlotSeries("Training", 0, Style.FAINT, x, y);
    return new PlotContent(
        List.of(
            raw,
            raw.as(Style.LINE).smoothed(0.98),
            new PlotSeries("Validation", 1, Style.LINE, valX, valY)),
        List.of(
            new PlotMark(4, "unfreeze"),
            new PlotMark(12, "×0.1"),
            new PlotMark(16, "×0.1"),
            new PlotMark(18, valY[17], "best")),
        List.of(new PlotBand(0, 3, "frozen")));
  }

  private void show(PlotContent content) {
    Toolkit.onFx(
        () -> {
          card.plot().contentProperty().set(content);
          stage.getScene().getRoot().applyCss();
          stage.getScene().getRoot().layout();
        });
  }

  @Test
  void theLinesUnderThePointerAreReadOut() {
    show(losses(5000));
    robot.moveTo(card.plot());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup(".plot-readout").query().isVisible()).isTrue();
    assertThat(link.cursorProperty().get()).isBetween(9.0, 11.0);
    Screenshot.take(stage.getScene(), "plot-dark-900x420");
    Toolkit.onFx(() -> Theme.LIGHT.dress(stage.getScene()));
    Screenshot.take(stage.getScene(), "plot-light-900x420");
  }

  @Test
  void draggingZoomsAndDoubleClickShowsAllAgain() {
    show(losses(5000));
    robot
        .moveTo(card.plot())
        .press(MouseButton.PRIMARY)
        .moveBy(150, 0)
        .release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(link.zoomProperty().get()).isNotNull();
    assertThat(link.zoomProperty().get().length()).isBetween(3.0, 5.0);
    robot.doubleClickOn(card.plot());
    assertThat(link.zoomProperty().get()).isNull();
  }

  @Test
  void aLegendChipSwitchesItsLineOff() {
    show(losses(500));
    robot.clickOn("Validation");
    assertThat(card.plot().hidden()).containsExactly("Validation");
    assertThat(card.plot().visible()).extracting(PlotSeries::name).containsOnly("Training");
  }
}
