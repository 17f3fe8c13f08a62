package org.tagwright.ui.common;

import atlantafx.base.controls.ModalPane;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** The sheets above a view: one at a time, and the keys go back to where they were. */
public final class Sheets {
  private static final double AROUND = 64;

  private final ModalPane modal;
  private Node before;

  public Sheets(ModalPane modal) {
    this.modal = modal;
    // Without: a sheet asked for while the last one fades away would go with it.
    modal.setInTransitionFactory(null);
    modal.setOutTransitionFactory(null);
    modal
        .displayProperty()
        .addListener(
            (o, was, is) -> {
              repaintWhole();
              if (!is && before != null) {
                before.requestFocus();
              }
            });
  }

  public boolean showing() {
    return modal.isDisplay();
  }

  /** Shows a sheet of its own size. */
  public void show(Region sheet) {
    if (!modal.isDisplay()) {
      before = modal.getScene().getFocusOwner();
    }
    sheet.boundsInParentProperty().addListener((o, was, is) -> repaintWhole());
    modal.show(sheet);
    sheet.requestFocus();
  }

  /** Shows a sheet that leaves little of the view around it. */
  public void showLarge(Region sheet) {
    sheet.prefWidthProperty().bind(modal.widthProperty().subtract(2 * AROUND));
    sheet.prefHeightProperty().bind(modal.heightProperty().subtract(AROUND));
    sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    show(sheet);
  }

  public void close() {
    modal.hide(true);
  }

  /**
   * JavaFX repaints only what changed, and gets that wrong where a sheet is laid out after its
   * first frame: a ghost of it stays behind. Another fill of the scene, which nobody sees, has all
   * of it painted once.
   */
  private void repaintWhole() {
    Scene scene = modal.getScene();
    if (scene != null) {
      scene.setFill(Color.BLACK.equals(scene.getFill()) ? Color.gray(0.004) : Color.BLACK);
    }
  }
}
