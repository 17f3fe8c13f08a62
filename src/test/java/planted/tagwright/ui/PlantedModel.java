package planted.tagwright.ui;

import ai.djl.ndarray.NDArray;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import tech.tablesaw.api.Table;

/**
 * Breaks the rules that keep widgets out of view models, and the engine and tables out of the
 * window.
 */
public class PlantedModel {
  Node forbiddenWidget;

  /** Makes it a view model. */
  public StringProperty offered() {
    throw new UnsupportedOperationException();
  }

  NDArray forbiddenEngine;
  Table forbiddenTable;
}
