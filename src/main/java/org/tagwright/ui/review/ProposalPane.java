package org.tagwright.ui.review;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.proposal.Proposal;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.labels.ClassField;
import org.tagwright.ui.labels.ClassesAtHand;

/** One new image large, with the classes that are proposed for it on the number keys. */
final class ProposalPane extends LargeImage<Proposal> {
  private final ProposalsModel model;
  private final FlowPane chips = new FlowPane(6, 6);
  private final ClassField typed = new ClassField();
  private final Label completion = Texts.empty("muted", "small");
  private ClassesAtHand known;

  ProposalPane(ProposalsModel model, Background background, Supplier<ExperimentConfig> config) {
    super(model.waiting(), model.selectedProperty(), model::step, background, config);
    this.model = model;
    below(chips, decisions());
    model.selectedProperty().addListener((o, was, is) -> show(is));
    model.classes().addListener((Observable o) -> takeClasses());
    takeClasses();
    model.labelsProperty().addListener((o, was, is) -> showLabels());
  }

  private Region decisions() {
    typed.setId("newClass");
    typed.setPrefWidth(170);
    typed.textProperty().addListener((o, was, is) -> complete());
    typed.setOnKeyPressed(this::typed);
    Button accept =
        button("Accept", "mdi2c-check-bold", "Add it with these labels (Enter)", model::accept);
    accept.getStyleClass().add("accent");
    return new FlowPane(
        8,
        8,
        accept,
        button("Skip", "mdi2d-debug-step-over", "Leave it out for now (S)", model::skip),
        typed,
        completion,
        quiet(Buttons.icon("mdi2u-undo", "Take the last image out again (Ctrl+Z)", model::undo)));
  }

  /** Brings the keys into the field for a class that is not on a number key. */
  void type() {
    typed.begin();
  }

  private List<Integer> meant() {
    return typed.getText().isBlank() ? List.of() : known.complete(typed.getText());
  }

  private void takeClasses() {
    known = new ClassesAtHand(model.classes(), new int[model.classes().size()]);
  }

  private void complete() {
    List<Integer> meant = meant();
    completion.setText(
        meant.isEmpty()
            ? typed.getText().isBlank() ? "" : "No such class"
            : model.classes().get(meant.get(0)) + " (Enter)");
  }

  private void typed(KeyEvent e) {
    if (e.getCode() == KeyCode.ENTER) {
      List<Integer> meant = meant();
      if (!meant.isEmpty() && !model.labelsProperty().get().get(meant.get(0))) {
        model.toggle(meant.get(0));
      }
    }
    if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.ESCAPE) {
      typed.clear();
      requestFocus();
      e.consume();
    }
  }

  private void show(Proposal proposal) {
    showLabels();
    if (proposal == null) {
      showNone();
    } else {
      show(proposal.name(), proposal.file());
    }
  }

  /** The classes on the keys, then those beyond them that are labels. */
  private void showLabels() {
    chips.getChildren().clear();
    Proposal proposal = model.selectedProperty().get();
    if (proposal == null) {
      return;
    }
    BitSet labels = model.labelsProperty().get();
    List<Integer> classes = new ArrayList<>(model.onKeys(proposal));
    labels.stream().filter(k -> !classes.contains(k)).forEach(classes::add);
    for (int at = 0; at < classes.size(); at++) {
      int k = classes.get(at);
      String key = at < ClassesAtHand.KEYS ? (at + 1) + "  " : "";
      String text = Units.text("%s%s  %.2f", key, model.classes().get(k), proposal.scores()[k]);
      Button chip =
          Buttons.of(text, () -> model.toggle(k), "tag-chip", labels.get(k) ? "unjudged" : "rest");
      chip.setFocusTraversable(false);
      chip.setMinWidth(USE_PREF_SIZE);
      chip.setAccessibleText(
          model.classes().get(k) + (labels.get(k) ? ": a label" : ": not a label"));
      chips.getChildren().add(chip);
    }
  }
}
