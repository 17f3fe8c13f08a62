package org.tagwright.ui.shell;

import javafx.fxml.FXML;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.ViewId;

/** The first page: three ways to begin. */
public final class WelcomeController implements View {
  private final Navigator navigator;
  private final Runnable tryDemo;

  public WelcomeController(Navigator navigator, Runnable tryDemo) {
    this.navigator = navigator;
    this.tryDemo = tryDemo;
  }

  @FXML
  private void tryDemo() {
    tryDemo.run();
  }

  @FXML
  private void ownData() {
    navigator.go(ViewId.DATA);
  }

  @FXML
  private void experiment() {
    navigator.go(ViewId.EXPERIMENT);
  }
}
