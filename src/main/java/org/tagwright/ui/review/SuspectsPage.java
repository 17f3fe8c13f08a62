package org.tagwright.ui.review;

import java.io.File;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.suspects.SuspectLabel;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Texts;
import org.tagwright.ui.image.ThumbnailCache;
import org.tagwright.ui.review.SearchModel.Phase;

/** The suspects: how to look for them, the trainings that it takes, and the list. */
final class SuspectsPage extends StackPane {
  private static final int USUAL_FOLDS = 3;
  private static final int MOST_FOLDS = 10;

  private final SearchModel search;
  private final SuspectsModel model;
  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private final ListView<SuspectLabel> list;

  SuspectsPage(
      SearchModel search,
      SuspectMap map,
      Workbench workbench,
      Supplier<ExperimentConfig> config,
      ThumbnailCache thumbnails) {
    this.search = search;
    this.model = search.suspects();
    this.workbench = workbench;
    this.config = config;
    list = list(thumbnails);
    getChildren()
        .addAll(
            when(setup(), Phase.NONE),
            when(new FoldRows(search, workbench.navigator()), Phase.TRAINING),
            when(
                new EmptyState(
                    "mdi2m-magnify-scan",
                    "Looking for suspect labels",
                    "The images are scored. The scores are kept."),
                Phase.LOOKING),
            when(found(map), Phase.FOUND));
  }

  private <N extends Node> N when(N node, Phase phase) {
    return Shown.when(node, search.phaseProperty().isEqualTo(phase));
  }

  private Node setup() {
    Spinner<Integer> folds = new Spinner<>(2, MOST_FOLDS, USUAL_FOLDS);
    folds.setId("foldsSpinner");
    folds.setPrefWidth(84);
    folds.setAccessibleText("Number of folds");
    folds.setTooltip(
        new Tooltip("How many networks are trained, each without one part of the images"));
    CheckpointMenu checkpoints =
        new CheckpointMenu(
            workbench.background(),
            config,
            List.of(),
            List.of(Menus.item("Choose a file…", this::choose)),
            search::use);
    checkpoints.setText("Use a checkpoint");
    checkpoints.setId("suspectCheckpoints");
    Row ways =
        new Row(
            10,
            Texts.whole("Folds", "muted"),
            folds,
            Buttons.of(
                "Find suspects", "mdi2m-magnify", () -> search.train(folds.getValue()), "accent"),
            Texts.whole("or", "muted"),
            checkpoints);
    ways.setAlignment(Pos.CENTER);
    return new EmptyState(
            "mdi2t-tag-search-outline",
            "Find wrong labels",
            "Each image is scored by a network that was trained without it, with the settings of"
                + " Experiment. Labels that contradict the scores are listed, the most suspect"
                + " first. A checkpoint is quicker, but it has seen its training images and finds"
                + " less.",
            ways)
        .guidedBy(workbench, GuidePage.LABELS);
  }

  private void choose() {
    FileChooser chooser =
        Choosers.file("Choose a checkpoint", config.get().output().trainedModels());
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("Checkpoints", "*.pt", "*.pth"));
    File file = Choosers.open(chooser, getScene().getWindow());
    if (file != null) {
      search.use(file.toPath());
    }
  }

  private ListView<SuspectLabel> list(ThumbnailCache thumbnails) {
    ListView<SuspectLabel> made = new ListView<>(model.open());
    made.getStyleClass().add("suspect-list");
    made.setAccessibleText("Suspect labels");
    made.setMinWidth(270);
    made.setCellFactory(
        view ->
            new SuspectCell(
                thumbnails,
                suspect -> model.foundProperty().get().list().index().image(suspect.sample())));
    made.getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (o, was, is) -> {
              if (is != null) {
                model.selectedProperty().set(is);
              }
            });
    model
        .selectedProperty()
        .addListener(
            (o, was, is) -> {
              made.getSelectionModel().select(is);
              made.scrollTo(Math.max(0, model.open().indexOf(is) - 2));
            });
    return made;
  }

  private Node found(SuspectMap map) {
    SuspectPane pane = new SuspectPane(model, map, workbench.background(), config);
    SplitPane split = new SplitPane(list, pane);
    split.getStyleClass().add("gallery-split");
    split.setDividerPositions(0.27);
    SplitPane.setResizableWithParent(list, false);
    var none = Bindings.createBooleanBinding(() -> model.open().isEmpty(), model.open());
    EmptyState nothing =
        new EmptyState(
            "mdi2c-check-all",
            "Nothing left to review",
            "No suspect label is open, or none of the chosen class.",
            Row.atEnd(0));
    BorderPane found =
        new BorderPane(new StackPane(Shown.when(split, none.not()), Shown.when(nothing, none)));
    found.setTop(new SuspectsBar(search));
    return found;
  }

  void focus() {
    list.requestFocus();
  }
}
