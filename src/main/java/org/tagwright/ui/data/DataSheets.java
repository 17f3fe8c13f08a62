package org.tagwright.ui.data;

import atlantafx.base.controls.ModalPane;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** The sheets above a view: one at a time, and the keys go back to where they were. */
public final class DataSheets {
  private static final double AROUND = 64;

  private final ModalPane modal;
  private Node before;

  public DataSheets(ModalPane modal) {
    this.modal = modal;
    // Without: a sheet asked for while the last one fades away would go with it.
    modal.setInTransitionFactory(null);
    modal.setOutTransitionFactory(null);
    modal
        .displayProperty()
        .addListener(
            (o, was, is) -> {
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
    modal.show(sheet);
    sheet.requestFocus();
  }

  /** Shows a sheet that leaves little of the view around it. */
  void showLarge(Region sheet) {
    sheet.prefWidthProperty().bind(modal.widthProperty().subtract(2 * AROUND));
    sheet.prefHeightProperty().bind(modal.heightProperty().subtract(AROUND));
    sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    show(sheet);
  }

  public void close() {
    modal.hide(true);
  }
}
