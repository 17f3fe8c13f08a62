package org.tagwright.ui.data.survey;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.widget.Texts;

/** How far a job is, with Cancel. */
public final class JobBar extends VBox {
  private final ProgressBar bar = new ProgressBar();
  private final Label message = Texts.empty("muted", "small");
  private final Button cancel = new Button("Cancel");
  private Job<?> job;

  public JobBar() {
    super(10);
    setAlignment(Pos.CENTER);
    bar.setPrefWidth(320);
    cancel.setOnAction(
        e -> {
          cancel.setDisable(true);
          job.cancel();
        });
    getChildren().addAll(bar, message, cancel);
  }

  /**
   * @param fresh the job to follow, or {@code null}
   */
  public void show(Job<?> fresh) {
    job = fresh;
    bar.progressProperty().unbind();
    message.textProperty().unbind();
    cancel.setDisable(fresh == null);
    if (fresh != null) {
      bar.progressProperty().bind(fresh.progressProperty());
      message.textProperty().bind(fresh.messageProperty());
    }
  }
}
