package org.tagwright.ui.runs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.checkpoint.Notes;
import org.tagwright.cluster.JobWords;
import org.tagwright.common.Units;
import org.tagwright.run.RunNames;
import org.tagwright.run.RunStatus;
import org.tagwright.run.RunSummary;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.MeterBar;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** A run in the list: colour of its lines, model, score, status, how far, where, when. */
final class RunCell extends ListCell<RunItem> {
  private static final PseudoClass STARRED = PseudoClass.getPseudoClass("starred");
  private static final PseudoClass ARCHIVED = PseudoClass.getPseudoClass("archived");

  private final Circle swatch = new Circle(5);
  private final Button show = new Button(null, swatch);
  private final Label title = Texts.empty("strong");
  private final Label score = Texts.whole("", "run-score");
  private final Label status = Texts.whole("", "badge");
  private final Label facts = Texts.empty("muted", "small");
  private final Label data = Texts.empty("muted", "small");
  private final Label tags = Texts.empty("muted", "small");
  private final FontIcon starIcon = new FontIcon();
  private final Button star = new Button(null, starIcon);
  private final RunsModel model;
  private final MeterBar progress = new MeterBar();
  private final HBox content;
  private final InvalidationListener changed = e -> fill();
  private final WeakInvalidationListener weak = new WeakInvalidationListener(changed);
  private RunItem shownItem;

  /**
   * @param starred gets a run whose star was clicked
   */
  RunCell(RunsModel model, Consumer<RunItem> starred) {
    this.model = model;
    model.namesProperty().addListener(weak);
    getStyleClass().add("run-cell");
    show.getStyleClass().setAll("run-swatch");
    show.setTooltip(new Tooltip("Overlay this run"));
    show.setOnAction(e -> model.toggleShown(getItem()));
    show.setFocusTraversable(false);
    progress.getStyleClass().add("run-progress");
    HBox top = new Row(8, title, new Spacer(), score);
    star.getStyleClass().setAll("run-star");
    star.setFocusTraversable(false);
    star.setOnAction(e -> starred.accept(getItem()));
    tags.setGraphic(new FontIcon("mdi2t-tag-outline"));
    HBox bottom = new Row(8, status, facts, new Spacer(), star);
    VBox text = new VBox(4, top, bottom, data, tags, progress);
    HBox.setHgrow(text, Priority.ALWAYS);
    content = new HBox(8, show, text);
    content.setAlignment(Pos.TOP_LEFT);
    setPrefWidth(0); // As wide as the list, not as its text.
  }

  @Override
  protected void updateItem(RunItem item, boolean none) {
    super.updateItem(item, none);
    if (shownItem != null) {
      shownItem.summaryProperty().removeListener(weak);
      shownItem.colorProperty().removeListener(weak);
      shownItem.notesProperty().removeListener(weak);
    }
    shownItem = none ? null : item;
    if (shownItem == null) {
      setGraphic(null);
      return;
    }
    shownItem.summaryProperty().addListener(weak);
    shownItem.colorProperty().addListener(weak);
    shownItem.notesProperty().addListener(weak);
    setGraphic(content);
    fill();
  }

  private void fill() {
    if (shownItem == null) {
      return;
    }
    RunSummary run = shownItem.summary();
    RunNames names = model.namesProperty().get();
    title.setText(RunWords.title(names, run.folder(), run.config()));
    data.setText(data(run, names));
    score.setText(run.bestScore() == null ? "" : Units.decimal(run.bestScore(), 4));
    score.setTooltip(new Tooltip("Best " + run.selectBy().title() + ", epoch " + run.bestEpoch()));
    status.setText(RunWords.status(run.status()));
    status.getStyleClass().setAll("label", "badge", RunWords.style(run.status()));
    facts.setText(facts(run));
    showNotes(shownItem.notes());
    setTooltip(
        new Tooltip(
            Stream.of(
                    title.getText(),
                    run.name(),
                    shownItem.notes().text(),
                    run.isInJob() ? JobWords.of(run.job()) : null,
                    run.problem())
                .filter(line -> line != null && !line.isEmpty())
                .collect(Collectors.joining("\n"))));
    setAccessibleText(title.getText() + ", " + status.getText() + ", " + facts.getText());
    boolean going = run.status() == RunStatus.RUNNING || run.status() == RunStatus.PAUSED;
    Shown.set(progress, going);
    progress.setValue(run.progress());
    swatch.getStyleClass().setAll("swatch");
    show.setAccessibleText((shownItem.shown() ? "Hide " : "Show ") + title.getText());
    if (shownItem.shown()) {
      swatch.getStyleClass().add("swatch-" + (shownItem.colorProperty().get() + 1));
    }
  }

  private void showNotes(Notes notes) {
    starIcon.setIconLiteral(notes.starred() ? "mdi2s-star" : "mdi2s-star-outline");
    star.pseudoClassStateChanged(STARRED, notes.starred());
    Buttons.explained(star, notes.starred() ? "Remove star" : "Star");
    tags.setText(String.join(" ", notes.tags()));
    Shown.set(tags, !notes.tags().isEmpty());
    pseudoClassStateChanged(ARCHIVED, notes.archived());
  }

  /** The data set, and where it is trained on. */
  private static String data(RunSummary run, RunNames names) {
    return Stream.of(
            run.config() == null ? null : names.dataSet(run.config()),
            run.isInJob() ? JobWords.place(run.job()) : run.device())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  private static String facts(RunSummary run) {
    StringBuilder text = new StringBuilder();
    text.append((int) run.epochsDone()).append('/').append(run.epochsPlanned());
    Instant when = run.started() != null ? run.started() : run.lastTime();
    if (when != null) {
      text.append(" · ").append(RunWords.when(when, LocalDate.now(ZoneId.systemDefault())));
    }
    return text.toString();
  }
}
