package org.tagwright.ui.review;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.proposal.NewImages.Mode;
import org.tagwright.proposal.ProposalOrder;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.Titled;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;

/** New images: which ones, by which checkpoint, in which order; and one after another. */
final class ProposalsPage extends BorderPane {
  private final ProposalsModel model;
  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private final ProposalPane pane;
  private final ComboBox<Integer> classes = new ComboBox<>();

  ProposalsPage(ProposalsModel model, Workbench workbench, Supplier<ExperimentConfig> config) {
    this.model = model;
    this.workbench = workbench;
    this.config = config;
    pane = new ProposalPane(model, workbench.background(), config);
    setTop(bar());
    BooleanBinding none = Bindings.isEmpty(model.waiting());
    BooleanBinding began = model.progressProperty().isNotEmpty();
    EmptyState begin =
        new EmptyState(
                "mdi2i-image-plus",
                "Label new images",
                "Choose a folder of images without labels. A checkpoint proposes their labels; what"
                    + " you accept becomes training data, never validation data.",
                Buttons.of(
                    "Choose a folder", "mdi2f-folder-open-outline", this::chooseFolder, "accent"))
            .guidedBy(workbench, GuidePage.LABELS);
    EmptyState done =
        new EmptyState(
            "mdi2c-check-all",
            "No new image is left",
            "All of them are in the data set or skipped.");
    setCenter(
        new StackPane(
            Shown.when(pane, none.not()),
            Shown.when(begin, none.and(began.not())),
            Shown.when(done, none.and(began))));
  }

  private Node bar() {
    Button folder = Buttons.of("", "mdi2f-folder-image", this::chooseFolder);
    folder.setMaxWidth(260);
    folder.textProperty().bind(name(model.folderProperty(), "Choose a folder"));
    CheckpointMenu checkpoint =
        new CheckpointMenu(
            workbench.background(),
            config,
            List.of(Menus.item("Best model", () -> model.checkpointProperty().set(null))),
            List.of(),
            model.checkpointProperty()::set);
    checkpoint.setMaxWidth(260);
    checkpoint.textProperty().bind(name(model.checkpointProperty(), "Best model"));
    checkpoint.setAccessibleText("Checkpoint that proposes the labels");
    checkpoint.setTooltip(new Tooltip("The checkpoint that proposes the labels"));
    ComboBox<ProposalOrder> order = new ComboBox<>();
    order.getItems().setAll(ProposalOrder.values());
    order.setConverter(Titled.by(ProposalOrder::title));
    order.valueProperty().bindBidirectional(model.orderProperty());
    order.setAccessibleText("Order");
    classes.setConverter(Titled.by(k -> model.classes().get(k)));
    classes.setAccessibleText("Class");
    model.classes().addListener((javafx.beans.Observable o) -> showClasses());
    Shown.when(
        classes,
        model
            .orderProperty()
            .isEqualTo(ProposalOrder.CLASS)
            .and(Bindings.isNotEmpty(model.classes())));
    Segments<Mode> mode = new Segments<>(List.of(Mode.values()), Mode::title);
    mode.setMaxHeight(USE_PREF_SIZE);
    mode.valueProperty().bindBidirectional(model.modeProperty());
    mode.button(Mode.COPY).setTooltip(new Tooltip("Copies the images into the data set"));
    mode.button(Mode.LINK).setTooltip(new Tooltip("Links to the images where they are"));
    Button propose = Buttons.of("Propose", "mdi2a-auto-fix", model::look, "accent");
    propose
        .disableProperty()
        .bind(model.folderProperty().isNull().or(model.jobProperty().isNotNull()));
    Label progress = Texts.whole("", "strong");
    progress.textProperty().bind(model.progressProperty());
    FlowPane bar = new FlowPane(8, 8, folder, checkpoint, order, classes, mode, propose, progress);
    bar.getStyleClass().add("suspects-bar");
    bar.setRowValignment(javafx.geometry.VPos.CENTER);
    return bar;
  }

  private static javafx.beans.binding.StringBinding name(
      javafx.beans.property.ObjectProperty<Path> path, String otherwise) {
    return Bindings.createStringBinding(
        () -> path.get() == null ? otherwise : String.valueOf(path.get().getFileName()), path);
  }

  private void showClasses() {
    classes.getItems().setAll(IntStream.range(0, model.classes().size()).boxed().toList());
    classes.valueProperty().unbindBidirectional(model.classIndexProperty());
    model.classIndexProperty().set(0);
    classes.valueProperty().bindBidirectional(model.classIndexProperty());
  }

  private void chooseFolder() {
    File chosen =
        Choosers.choose(
            Choosers.folder("Choose a folder of new images", model.folderProperty().get()),
            getScene().getWindow());
    if (chosen != null) {
      model.folderProperty().set(chosen.toPath());
      model.look();
    }
  }

  void type() {
    pane.type();
  }

  void focus() {
    pane.requestFocus();
  }
}
