package org.tagwright.ui;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.shell.Theme;

/** The whole window with a settings folder of its own, for tests and screenshots. */
public final class WindowUnderTest implements AutoCloseable {
  private final Wiring wiring;
  private final Stage stage;
  private final Scene scene;

  private WindowUnderTest(Wiring wiring, Stage stage) {
    this.wiring = wiring;
    this.stage = stage;
    this.scene = stage.getScene();
  }

  /** Opens a window of a size; settings lie in {@code folder}. */
  public static WindowUnderTest open(Path folder, int width, int height) {
    return open(width, height, () -> new Wiring(Settings.open(folder)));
  }

  /** Opens a window of a size with other services than the real ones. */
  public static WindowUnderTest open(
      Path folder, int width, int height, UnaryOperator<Services> change) {
    return open(width, height, () -> wiring(folder, change));
  }

  /** What is behind such a window. */
  public static Wiring wiring(Path folder, UnaryOperator<Services> change) {
    return new Wiring(Settings.open(folder), change);
  }

  private static WindowUnderTest open(int width, int height, Supplier<Wiring> made) {
    Toolkit.begin();
    return Toolkit.onFx(
        () -> {
          Wiring wiring = made.get();
          Parent root = wiring.viewLoader().load("shell.fxml").root();
          Stage stage = new Stage();
          stage.setScene(new Scene(root, width, height));
          wiring.start();
          stage.show();
          return new WindowUnderTest(wiring, stage);
        });
  }

  public Wiring wiring() {
    return wiring;
  }

  public Scene scene() {
    return scene;
  }

  public void theme(Theme theme) {
    Toolkit.onFx(() -> wiring.shell().themeProperty().set(theme));
  }

  /** Goes to a view and waits until its background work is done. */
  public void show(ViewId view) {
    Toolkit.onFx(() -> wiring.workbench().navigator().go(view));
    settle();
  }

  /** Waits until no quick background work is under way and its results are drawn. */
  public void settle() {
    Toolkit.await("idle background", wiring.workbench().background()::idle);
    Toolkit.onFx(() -> {});
    Toolkit.onFx(
        () -> {
          scene.getRoot().applyCss();
          scene.getRoot().layout();
        });
  }

  @Override
  public void close() {
    Toolkit.onFx(
        () -> {
          stage.close();
          wiring.close();
        });
  }
}
