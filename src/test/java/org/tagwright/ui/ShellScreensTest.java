package org.tagwright.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.common.TagwrightException;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.shell.Theme;
import org.testfx.api.FxRobot;

/** What stands above the views: problems, questions, help, work and notes in the corner. */
@UiTest
class ShellScreensTest {
  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();

  @ParameterizedTest
  @CsvSource({"960,640", "1280,800"}) // sheets are as large in a larger window
  void sheetsAndCardsArePictured(int width, int height) {
    try (WindowUnderTest window = WindowUnderTest.open(folder, width, height)) {
      window.show(ViewId.DATA);
      Theme theme = Screenshot.sheetTheme(width);
      window.theme(theme);
      problems(window, theme);
      question(window, theme);
      for (ViewId view : ViewId.NAVIGATION) {
        window.show(view);
        robot.push(KeyCode.F1);
        assertThat(robot.lookup("Keyboard shortcuts").tryQuery()).isPresent();
        window.settle();
        if (view == ViewId.DATA || view == ViewId.GALLERY) {
          picture(window, "help-" + view, theme);
        }
        assertThat(window.scene().lookup(".modal-pane .sheet").getBoundsInParent().getHeight())
            .as("the sheet fits")
            .isLessThan(height - 40.0);
        robot.push(KeyCode.ESCAPE);
      }
      about(window, theme);
      cards(window, theme);
    }
  }

  private void problems(WindowUnderTest window, Theme theme) {
    var problems = window.wiring().workbench().problems();
    problems.report(
        "Importing labels",
        TagwrightException.input(
            "Nothing was imported:\n"
                + "  /data/table.csv:12: 'blauwal' is none of the 80 classes\n".repeat(40)));
    problems.report("Drawing the chart", new IllegalStateException("axis without a range"));
    window.settle();
    picture(window, "problem-long", theme);
    assertThat(robot.lookup("Next problem").tryQuery()).isPresent();
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup("Drawing the chart").tryQuery()).isPresent();
    robot.clickOn("Details");
    picture(window, "problem-fault", theme);
    robot.push(KeyCode.ESCAPE);
    assertThat(problems.open()).isEmpty();
    assertThat(robot.lookup("Drawing the chart").tryQuery()).isEmpty();
  }

  private void question(WindowUnderTest window, Theme theme) {
    Toolkit.onFx(
        () ->
            window
                .wiring()
                .workbench()
                .questions()
                .ask(
                    "2 runs are still training",
                    "Training is a process of its own: it can go on without the window, and is"
                        + " found again when Tagwright opens.",
                    new Answer("Leave them running", false, () -> {}),
                    new Answer("Stop them", true, () -> {})));
    picture(window, "question", theme);
    robot.push(KeyCode.ESCAPE);
    assertThat(window.wiring().workbench().questions().openProperty().get()).isNull();
  }

  private void about(WindowUnderTest window, Theme theme) {
    robot.push(KeyCode.F1);
    robot.clickOn("About Tagwright");
    picture(window, "about", theme);
    robot.clickOn("Third-party software");
    picture(window, "about-third-party", theme);
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("Third-party software").tryQuery()).isEmpty();
  }

  private void cards(WindowUnderTest window, Theme theme) {
    CountDownLatch enough = new CountDownLatch(1);
    window
        .wiring()
        .workbench()
        .background()
        .show(
            "Importing labels",
            progress -> {
              progress.update("Writing labels, 43,211 of 118,287", 43_211, 118_287);
              enough.await();
              return null;
            });
    window
        .wiring()
        .workbench()
        .background()
        .show(
            "Checking /home/somebody/a/very/long/path/to/a/data/set/of/images",
            progress -> {
              progress.update("Listing files", 0, -1);
              enough.await();
              return null;
            });
    window.wiring().workbench().problems().note("Saved to /tmp/a.json");
    Toolkit.await("cards", () -> robot.lookup(".job").queryAll().size() == 2);
    Toolkit.onFx(() -> {});
    String size = width(window);
    assertThat(Screenshot.take(window.scene(), name("cards", theme, size))).isNotEmptyFile();
    enough.countDown();
    Toolkit.await("no cards", () -> robot.lookup(".job").queryAll().isEmpty());
  }

  private static String width(WindowUnderTest window) {
    return (int) window.scene().getWidth() + "x" + (int) window.scene().getHeight();
  }

  private static String name(String what, Theme theme, String size) {
    return ("shell-" + what + "-" + theme + "-" + size).toLowerCase(Locale.ROOT);
  }

  private static void picture(WindowUnderTest window, String what, Theme theme) {
    window.settle();
    assertThat(Screenshot.take(window.scene(), name(what, theme, width(window)))).isNotEmptyFile();
  }
}
