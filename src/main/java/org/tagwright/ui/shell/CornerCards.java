package org.tagwright.ui.shell;

import java.util.HashMap;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Problems.Note;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** The cards in the window's corner: work with its progress and Cancel, and short notes. */
final class CornerCards {
  private static final Duration NOTE_STAYS = Duration.seconds(3.5);
  private static final Duration TO_READ_A_LETTER = Duration.millis(40);

  private final VBox corner;
  private final Map<Job<?>, Node> jobCards = new HashMap<>();

  CornerCards(VBox corner, ObservableList<Job<?>> jobs, ObservableList<Note> notes) {
    this.corner = corner;
    jobs.addListener((ListChangeListener<Job<?>>) this::jobsChanged);
    notes.addListener(
        (ListChangeListener<Note>)
            change -> {
              while (change.next()) {
                change.getAddedSubList().forEach(note -> flash(note, notes));
              }
            });
  }

  private void jobsChanged(ListChangeListener.Change<? extends Job<?>> change) {
    while (change.next()) {
      for (Job<?> job : change.getRemoved()) {
        corner.getChildren().remove(jobCards.remove(job));
      }
      for (Job<?> job : change.getAddedSubList()) {
        Node card = card(job);
        jobCards.put(job, card);
        corner.getChildren().add(card);
      }
    }
  }

  private static Node card(Job<?> job) {
    Label title = Texts.of(job.title(), "strong");
    title.setTooltip(new Tooltip(job.title()));
    Button cancel = new Button("Cancel");
    cancel.getStyleClass().add("small");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setAccessibleText("Cancel: " + job.title());
    cancel.setOnAction(
        e -> {
          cancel.setDisable(true);
          job.cancel();
        });
    HBox head = new Row(8, title, new Spacer(), cancel);
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(job.progressProperty());
    Label message = Texts.empty("muted", "small");
    message
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  double progress = job.progressProperty().get();
                  String text = job.messageProperty().get();
                  return progress < 0 ? text : text + "  ·  " + Units.percent(progress);
                },
                job.messageProperty(),
                job.progressProperty()));
    VBox card = new VBox(head, bar, message);
    card.getStyleClass().add("job");
    return card;
  }

  private void flash(Note note, ObservableList<Note> notes) {
    String icon = note.caution() ? "mdi2a-alert-circle-outline" : "mdi2c-check-circle-outline";
    Label label = new Label(note.text(), new FontIcon(icon));
    label.getStyleClass().add("note");
    if (note.caution()) {
      label.getStyleClass().add("caution");
    }
    label.setWrapText(true);
    corner.getChildren().add(label);
    PauseTransition stay =
        new PauseTransition(NOTE_STAYS.add(TO_READ_A_LETTER.multiply(note.text().length())));
    stay.setOnFinished(
        e -> {
          corner.getChildren().remove(label);
          notes.remove(note);
        });
    stay.play();
  }
}
