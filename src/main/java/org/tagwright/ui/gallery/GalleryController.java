package org.tagwright.ui.gallery;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.review.DroppedImages;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.GallerySources;
import org.tagwright.review.ImageSource;
import org.tagwright.review.ShownImages;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.Followed;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.ViewRequest;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.export.ExportModel;
import org.tagwright.ui.gallery.GalleryPrediction.Phase;
import org.tagwright.ui.image.ThumbnailCache;
import org.tagwright.ui.labels.LabelBar;
import org.tagwright.ui.labels.LabelEditing;
import org.tagwright.ui.labels.LabelKeys;
import org.tagwright.ui.labels.LabelTools;

/** Wires the gallery: what to predict, its progress, thumbnails, the large view, exports. */
public final class GalleryController implements View {
  private static final Duration POLL_EVERY = Duration.ofMillis(250);

  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

  @FXML private BorderPane browser;
  @FXML private MenuButton checkpointMenu;
  @FXML private MenuButton folderMenu;
  @FXML private MenuButton compareMenu;
  @FXML private VBox compareHolder;
  @FXML private MenuButton exportMenu;
  @FXML private Button predictButton;
  @FXML private HBox progressStrip;
  @FXML private ProgressBar progressBar;
  @FXML private Label progressText;
  @FXML private HBox endStrip;
  @FXML private Label endText;
  @FXML private HBox scoreStrip;
  @FXML private FlowPane filterBar;
  @FXML private StackPane content;
  @FXML private ModalPane modal;

  private final GalleryModel model;
  private final GalleryLabels labels;
  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private final Followed<ImageSource> configured = new Followed<>();
  private final ThresholdSaver saver;
  private final ExportModel export;
  private Runnable stopTicking = () -> {};
  private SourceMenus menus;
  private GalleryGrid grid;
  private LargeView large;
  private LabelBar bar;
  private Sheets sheets;

  public GalleryController(
      GalleryModel model,
      GalleryLabels labels,
      ThresholdSaver saver,
      ExportModel export,
      Workbench workbench,
      Supplier<ExperimentConfig> config) {
    this.model = model;
    this.labels = labels;
    this.saver = saver;
    this.export = export;
    this.workbench = workbench;
    this.config = config;
    workbench.navigator().handle(ViewRequest.PredictWith.class, this::predictWith);
    workbench.navigator().handle(ViewRequest.LabelImages.class, this::label);
  }

  @FXML
  private void initialize() {
    sheets = new Sheets(modal);
    ThumbnailCache thumbnails = new ThumbnailCache(workbench.fx(), model.prediction()::orientation);
    grid = new GalleryGrid(model, thumbnails);
    ClassSide side = new ClassSide(model);
    SplitPane split = new SplitPane(side, labelled(new StackPane(grid, noMatch())));
    split.getStyleClass().add("gallery-split");
    split.setDividerPositions(0.22);
    SplitPane.setResizableWithParent(side, false);
    EmptyState empty =
        new EmptyState(
                "mdi2i-image-multiple-outline",
                "Nothing predicted yet",
                "Choose a checkpoint and images above and press Predict, or drop or paste images.")
            .guidedBy(workbench, GuidePage.START, GuidePage.EXPORT);
    content.getChildren().addAll(empty, split);
    BooleanBinding any =
        Bindings.createBooleanBinding(
            () -> model.imagesProperty().get().size() > 0, model.imagesProperty());
    BooleanBinding predicting = model.prediction().phaseProperty().isEqualTo(Phase.PREDICTING);
    Shown.when(split, any);
    Shown.when(empty, any.not().and(predicting.not()));
    Shown.when(scoreStrip, any);
    Shown.when(filterBar, any);
    Shown.when(progressStrip, predicting);
    BooleanBinding failed = model.prediction().phaseProperty().isEqualTo(Phase.FAILED);
    Shown.when(endStrip, predicting.not().and(model.prediction().messageProperty().isNotEmpty()));
    endText.textProperty().bind(model.prediction().messageProperty());
    failed.addListener((o, was, is) -> endStrip.pseudoClassStateChanged(FAILED, is));
    exportMenu.disableProperty().bind(any.not());
    exportMenu.getItems().setAll(new ExportItems(model, workbench, saver, export).items());
    progressBar.progressProperty().bind(model.prediction().progressProperty());
    progressText.textProperty().bind(model.prediction().messageProperty());
    predictButton
        .disableProperty()
        .bind(
            predicting
                .or(model.prediction().checkpointProperty().isNull())
                .or(model.prediction().sourceProperty().isNull()));
    menus = new SourceMenus(model, checkpointMenu, folderMenu, compareMenu);
    large = new LargeView(model, labels, workbench, menus.inLargeView());
    // A training may have saved one since, or the person a copy with other thresholds.
    checkpointMenu.setOnShowing(e -> lookForSources());
    compareMenu.setOnShowing(e -> lookForSources());
    compareMenu.disableProperty().bind(any.not());
    compareHolder.getChildren().add(new CompareStrip(model));
    model.largeProperty().addListener((o, was, is) -> showLarge(is));
  }

  /** The grid, with the bar that changes the labels of the images selected in it. */
  private Node labelled(Node wall) {
    LabelEditing editing = labels.editing();
    bar =
        new LabelBar(
            editing,
            () -> !model.largeProperty().get(),
            grid.grid()::requestFocus,
            LabelTools.all(editing, sheets, workbench));
    BorderPane around = new BorderPane(wall);
    around.setBottom(bar);
    BorderPane.setMargin(bar, new Insets(8, 0, 0, 0));
    around.addEventHandler(KeyEvent.KEY_PRESSED, new LabelKeys(editing, bar::add, false)::handle);
    return around;
  }

  /** Stands over the grid where the filter lets no image through. */
  private Node noMatch() {
    EmptyState none =
        new EmptyState(
            "mdi2f-filter-off-outline",
            "No image matches",
            "None of these images has what the filter asks for.",
            Buttons.of(
                "Clear the filter", () -> model.filterProperty().set(GalleryFilter.ALL), "accent"));
    none.setId("noMatch");
    return Shown.when(
        none,
        Bindings.createBooleanBinding(
            () -> {
              ShownImages shown = model.shownImagesProperty().get();
              return shown.images().size() > 0 && shown.shown().isEmpty();
            },
            model.shownImagesProperty()));
  }

  @Override
  public void shown() {
    stopTicking =
        workbench
            .background()
            .every(
                POLL_EVERY,
                "Watching the prediction",
                () ->
                    workbench
                        .fx()
                        .execute(
                            () -> {
                              model.prediction().poll();
                              model.comparison().poll();
                            }));
    lookForSources();
    labels.editing().look();
  }

  private void lookForSources() {
    workbench
        .background()
        .quietly("Looking for checkpoints", job -> GallerySources.of(config.get()))
        .onDone(menus::offer);
  }

  @Override
  public void hidden() {
    // A running prediction goes on and is looked at again when the view comes back.
    stopTicking.run();
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Shortcut+Enter", "Predict", this::predict),
        new Shortcut("Esc", "Back to the thumbnails", this::back),
        new Shortcut("Shortcut+M", "Where the class was seen, in the large view", this::toggleMap),
        new Shortcut("Shortcut+Right", "Next image", () -> model.step(1)),
        new Shortcut("Shortcut+Left", "Previous image", () -> model.step(-1)));
  }

  @Override
  public List<Shortcut.Help> labelKeys() {
    boolean large = model.largeProperty().get();
    List<Shortcut.Help> keys = new ArrayList<>();
    if (labels.editing().deskProperty().get() != null) {
      if (large) {
        keys.add(new Shortcut.Help("Enter", "Make the marked label what the model says"));
      }
      keys.addAll(LabelKeys.help(large));
    }
    return keys;
  }

  private void back() {
    if (!bar.leave() && !large.leaveField()) {
      model.close();
    }
  }

  private void toggleMap() {
    model.classMap().onProperty().set(!model.classMap().onProperty().get());
  }

  private void predictWith(ViewRequest.PredictWith request) {
    model.prediction().checkpointProperty().set(request.checkpoint());
    ObjectProperty<ImageSource> source = model.prediction().sourceProperty();
    configured.look(
        ImageSource.of(config.get().data().testImagesFolder()), source.get(), source::set);
    model.prediction().start();
  }

  private void label(ViewRequest.LabelImages request) {
    workbench
        .background()
        .quietly(
            "Labelling images",
            progress -> {
              ImageSource images = DroppedImages.source(request.dropped());
              List<Path> found = GallerySources.of(config.get()).checkpoints();
              Runnable label = () -> model.label(images, found.isEmpty() ? null : found.get(0));
              return label;
            })
        .onDone(Runnable::run);
  }

  private void showLarge(boolean open) {
    StackPane root = (StackPane) browser.getParent();
    root.getChildren().remove(large);
    browser.setVisible(!open);
    if (open) {
      root.getChildren().add(root.getChildren().indexOf(modal), large);
      large.requestFocus();
    } else {
      grid.grid().requestFocus();
    }
  }

  @FXML
  private void predict() {
    model.prediction().start();
  }

  @FXML
  private void cancel() {
    model.prediction().cancel();
  }
}
