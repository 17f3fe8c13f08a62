package org.tagwright.ui.review;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.proposal.Proposal;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.image.ImagePane;
import org.tagwright.ui.labels.ClassesAtHand;

/** One new image large, with the classes that are proposed for it on the number keys. */
final class ProposalPane extends BorderPane {
  private final ProposalsModel model;
  private final Workbench workbench;
  private final ImagePane pane = new ImagePane();
  private final Label name = Texts.empty("strong");
  private final Label place = Texts.whole("", "muted");
  private final FlowPane chips = new FlowPane(6, 6);
  private final TextField typed = new TextField();
  private final Label completion = Texts.empty("muted", "small");

  ProposalPane(ProposalsModel model, Workbench workbench) {
    this.model = model;
    this.workbench = workbench;
    getStyleClass().add("suspect-pane");
    name.setMinWidth(60);
    Row header =
        new Row(
            8,
            name,
            new Spacer(),
            quiet(Buttons.icon("mdi2c-chevron-left", "Previous (Left)", () -> model.step(-1))),
            place,
            quiet(Buttons.icon("mdi2c-chevron-right", "Next (Right)", () -> model.step(1))));
    header.setPadding(new Insets(0, 0, 8, 0));
    setTop(header);
    StackPane middle = new StackPane(pane);
    middle.setMinSize(0, 0);
    setCenter(middle);
    setBottom(footer());
    model.selectedProperty().addListener((o, was, is) -> show(is));
    model.labelsProperty().addListener((o, was, is) -> showLabels());
    model.waiting().addListener((javafx.beans.Observable o) -> showPlace());
  }

  private Node footer() {
    chips.setMinHeight(USE_PREF_SIZE);
    typed.setId("newClass");
    typed.setPromptText("Add a class (A)");
    typed.setPrefWidth(170);
    typed.textProperty().addListener((o, was, is) -> complete());
    typed.setOnKeyPressed(this::typed);
    FlowPane buttons =
        new FlowPane(
            8,
            8,
            button("Accept", "mdi2c-check-bold", "Add it with these labels (Enter)", model::accept),
            button("Skip", "mdi2d-debug-step-over", "Leave it out for now (S)", model::skip),
            typed,
            completion,
            quiet(
                Buttons.icon("mdi2u-undo", "Take the last image out again (Ctrl+Z)", model::undo)));
    buttons.getChildren().get(0).getStyleClass().add("accent");
    buttons.setMinHeight(USE_PREF_SIZE);
    VBox footer = new VBox(10, chips, buttons);
    footer.setPadding(new Insets(10, 0, 0, 0));
    footer.setMinHeight(USE_PREF_SIZE);
    return footer;
  }

  private Button button(String text, String icon, String what, Runnable action) {
    Button button = Buttons.of(text, icon, action);
    button.setMinWidth(USE_PREF_SIZE);
    button.disableProperty().bind(Bindings.isNull(model.selectedProperty()));
    return quiet(Buttons.explained(button, what));
  }

  /** The keys stay where they are. */
  private static Button quiet(Button button) {
    button.setFocusTraversable(false);
    return button;
  }

  /** Brings the keys into the field for a class that is not on a number key. */
  void type() {
    typed.requestFocus();
  }

  private List<Integer> meant() {
    List<String> classes = List.copyOf(model.classes());
    return typed.getText().isBlank()
        ? List.of()
        : new ClassesAtHand(classes, new int[classes.size()]).complete(typed.getText());
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

  private void showPlace() {
    int at = model.waiting().indexOf(model.selectedProperty().get());
    place.setText(at < 0 ? "" : Units.text("%,d of %,d", at + 1, model.waiting().size()));
  }

  private void show(Proposal proposal) {
    showPlace();
    showLabels();
    if (proposal == null) {
      name.setText("");
      pane.show(null);
      return;
    }
    name.setText(proposal.name());
    pane.read(proposal.file(), model.orientation(), workbench.background(), image -> {});
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
      String key = at < ProposalsModel.KEYS ? (at + 1) + "  " : "";
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
