package org.tagwright.ui.guide;

import java.util.List;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;

/** Wires the page of the guide that is read. */
public final class GuideController implements View {
  private final GuideModel model;

  @FXML private Button backButton;
  @FXML private ScrollPane scroll;

  public GuideController(GuideModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    backButton.disableProperty().bind(model.hasBeforeProperty().not());
    scroll.setContent(
        new EmptyState(
            "mdi2b-book-open-page-variant-outline",
            "No page is open",
            "The guide comes with the program. Where it was left out, it is in docs/guide of the"
                + " program's source."));
    model.pageProperty().addListener((all, old, page) -> show(page));
  }

  private void show(GuideModel.Page page) {
    StackPane column =
        new StackPane(
            new MarkdownNodes(page.file().getParent(), model::follow).of(page.document()));
    column.setAlignment(Pos.TOP_LEFT);
    scroll.setContent(column);
    scroll.setVvalue(0);
  }

  @FXML
  private void back() {
    model.back();
  }

  @FXML
  private void contents() {
    model.open(GuidePage.CONTENTS);
  }

  @Override
  public void shown() {
    model.begin();
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(new Shortcut("Alt+Left", "Back to the page before", this::back));
  }
}
