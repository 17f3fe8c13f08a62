package org.tagwright.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tagwright.common.SettingsFolder;
import org.tagwright.process.ClassArchive;
import org.tagwright.run.RunStatus;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.shell.WindowPlace;

/** Opens the window and remembers its place. */
public final class TagwrightApp extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(TagwrightApp.class);
  private static final String TITLE = "Tagwright";

  /**
   * System property: the window shows each view and closes. The installer is made with the classes
   * that were loaded by then.
   */
  private static final String ONLY_CLASSES = "tagwright.classes.only";

  private static final Duration SAVE_EVERY = Duration.ofSeconds(2);

  private Wiring wiring;

  /** Runs on the launcher's thread: the one place where settings may be read at leisure. */
  @Override
  public void init() {
    wiring = new Wiring(Settings.open(SettingsFolder.path()));
  }

  @Override
  public void start(Stage stage) {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, cause) -> wiring.workbench().problems().report("Something went wrong", cause));
    Parent root = wiring.viewLoader().load("shell.fxml").root();
    stage.setScene(new Scene(root));
    stage.setTitle(TITLE);
    stage.getIcons().add(new Image("/org/tagwright/icon/tagwright-128.png"));
    announceEnds(stage);
    ClosingQuestion closing = wiring.closingQuestion(stage::close);
    stage.setOnCloseRequest(
        request -> {
          request.consume();
          closing.ask();
        });
    wiring.start();
    new WindowPlace(stage, wiring.workbench().settings()).show();
    getParameters().getRaw().forEach(file -> wiring.show(Path.of(file)));
    wiring.workbench().background().every(SAVE_EVERY, "Saving the settings", this::saveSettings);
    if (Boolean.getBoolean(ONLY_CLASSES)) {
      visitEveryView(stage);
    }
  }

  private void visitEveryView(Stage stage) {
    Timeline tour = new Timeline();
    int seconds = 0;
    for (ViewId view : ViewId.values()) {
      seconds++;
      tour.getKeyFrames()
          .add(
              new KeyFrame(
                  javafx.util.Duration.seconds(seconds),
                  e -> wiring.workbench().navigator().go(view)));
    }
    tour.setOnFinished(e -> stage.close());
    tour.play();
  }

  /** A run that ends while another window is in front is said in the title until this one is. */
  private void announceEnds(Stage stage) {
    wiring
        .runs()
        .listing()
        .endedProperty()
        .addListener(
            (all, old, run) -> {
              String said =
                  run.config() == null
                      ? run.name()
                      : wiring.runs().namesProperty().get().of(run.config());
              said += " " + run.status().name().toLowerCase(Locale.ROOT);
              if (run.status() == RunStatus.FAILED || run.status() == RunStatus.INTERRUPTED) {
                wiring.workbench().problems().caution(said);
              } else {
                wiring.workbench().problems().note(said);
              }
              if (!stage.isFocused()) {
                stage.setTitle(said + " – " + TITLE);
              }
            });
    stage.focusedProperty().addListener((all, was, focused) -> stage.setTitle(TITLE));
  }

  private void saveSettings() {
    try {
      wiring.workbench().settings().save();
    } catch (IOException e) {
      // Losing a window size is no reason to stop anyone.
      LOG.warn("Settings are not saved", e);
    }
  }

  @Override
  public void stop() {
    wiring.close();
    saveSettings();
    ClassArchive.keep();
  }
}
