package org.tagwright.ui.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import javafx.util.Callback;
import org.tagwright.ui.common.View;

/** Loads {@code fxml/<name>.fxml} with controllers from the wiring. */
public final class ViewLoader {
  private final Callback<Class<?>, Object> controllers;

  /** A loaded view: its nodes and what its controller tells the shell. */
  public record Loaded(Parent root, View view) {}

  public ViewLoader(Callback<Class<?>, Object> controllers) {
    this.controllers = controllers;
  }

  /**
   * Loads a view; the file comes from the class path, which the JVM has open already.
   *
   * @param fxml such as {@code runs.fxml}
   */
  public Loaded load(String fxml) {
    URL file = ViewLoader.class.getResource("/org/tagwright/fxml/" + fxml);
    if (file == null) {
      throw new IllegalStateException("no fxml/" + fxml + " in the program");
    }
    FXMLLoader loader = new FXMLLoader(file);
    loader.setControllerFactory(controllers);
    try {
      Parent root = loader.load();
      View view = loader.getController() instanceof View known ? known : new View() {};
      return new Loaded(root, view);
    } catch (IOException e) {
      throw new UncheckedIOException("fxml/" + fxml + " does not load", e);
    }
  }
}
