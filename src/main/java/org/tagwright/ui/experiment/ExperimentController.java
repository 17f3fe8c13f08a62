package org.tagwright.ui.experiment;

import atlantafx.base.controls.ModalPane;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.config.Section;
import org.tagwright.ui.cluster.PlaceMenu;
import org.tagwright.ui.common.Choosers;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.plot.PlotCard;
import org.tagwright.ui.common.plot.PlotContent;
import org.tagwright.ui.common.plot.PlotLink;
import org.tagwright.ui.common.plot.PlotRange;
import org.tagwright.ui.common.widget.Drops;
import org.tagwright.ui.common.widget.Menus;
import org.tagwright.ui.common.widget.Shown;

/** Wires the form's nodes. */
public final class ExperimentController implements View {
  private static final FileChooser.ExtensionFilter JSON =
      new FileChooser.ExtensionFilter("Configuration (*.json)", "*.json");

  private final ExperimentModel model;

  @FXML private StackPane root;
  @FXML private ModalPane modal;
  @FXML private Label origin;
  @FXML private Label whyNot;
  @FXML private MenuButton openMenu;
  @FXML private Button searchButton;
  @FXML private Button queueButton;
  @FXML private SplitMenuButton startButton;
  @FXML private Tooltip startTooltip;
  @FXML private ScrollPane scroll;
  @FXML private VBox side;

  public ExperimentController(ExperimentModel model) {
    this.model = model;
  }

  @FXML
  private void initialize() {
    Sheets sheets = new Sheets(modal);
    origin.textProperty().bind(model.originProperty());
    scroll.setContent(
        new FormColumns(
            Arrays.stream(Section.values())
                .map(section -> new GroupCard(section, model, sheets))
                .toList()));
    side.getChildren().addAll(planCard(), new RateCard(model), new SummaryCard(model));
    Drops.take(
        root, file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"), model::open);
    openMenu.setOnShowing(e -> fillOpenMenu());
    fillOpenMenu();
    new PlaceMenu(startButton, model.clusters(), sheets, () -> draft().first().output().runs());
    model.clusters().chosenProperty().addListener(e -> show(draft()));
    model.draftProperty().addListener((all, old, draft) -> show(draft));
    show(draft());
    scroll.setPannable(false);
  }

  private Draft draft() {
    return model.draftProperty().get();
  }

  private PlotCard planCard() {
    PlotLink link = new PlotLink();
    PlotCard plan = new PlotCard("Learning-rate plan", link);
    plan.setId("plan");
    plan.plot().logYProperty().set(true);
    plan.setMinHeight(250);
    plan.setPrefHeight(290);
    plan.setMaxHeight(360);
    VBox.setVgrow(plan, Priority.ALWAYS);
    plan.plot()
        .contentProperty()
        .bind(Bindings.createObjectBinding(() -> plan(draft()), model.draftProperty()));
    link.wholeProperty()
        .bind(
            Bindings.createObjectBinding(
                () -> new PlotRange(1, draft().first().training().epochs() + 1),
                model.draftProperty()));
    return plan;
  }

  /** Of values that will not do there is no plan. */
  private static PlotContent plan(Draft draft) {
    return draft.problems().isEmpty() ? PlanPicture.of(draft.first()) : PlotContent.EMPTY;
  }

  private void show(Draft draft) {
    String reason = draft.whyNot();
    whyNot.setText(reason);
    whyNot.setTooltip(reason.isEmpty() ? null : new Tooltip(reason));
    boolean ready = reason.isEmpty();
    startButton.setDisable(!ready);
    queueButton.setDisable(!ready);
    searchButton.setDisable(!ready);
    Shown.set(searchButton, !draft.axes().isEmpty());
    int count = draft.runs().size();
    ClusterProfile cluster = model.clusters().chosenProperty().get();
    String where = cluster == null ? "" : " on " + cluster.name();
    startButton.setText((count > 1 ? "Start " + count + " runs" : "Start") + where);
    startTooltip.setText(
        (cluster == null ? "Train now" : "Submit to " + cluster.name()) + " (Ctrl+Enter)");
    Shown.set(queueButton, cluster == null);
  }

  private void fillOpenMenu() {
    List<MenuItem> items = new ArrayList<>();
    items.add(Menus.item("From a file…", this::open));
    items.add(Menus.item("From a run…", this::openRun));
    items.add(Menus.item("Defaults", model::resetAll));
    model
        .undoable()
        .ifPresent(
            replaced -> items.add(Menus.item("Undo opening " + replaced, model::undoOpening)));
    if (!model.recent().isEmpty()) {
      items.add(new SeparatorMenuItem());
      model
          .recent()
          .forEach(file -> items.add(Menus.item(file.toString(), () -> model.open(file))));
    }
    openMenu.getItems().setAll(items);
  }

  private void open() {
    FileChooser chooser = Choosers.file("Open a configuration", null);
    chooser.getExtensionFilters().add(JSON);
    File file = Choosers.open(chooser, root.getScene().getWindow());
    if (file != null) {
      model.open(file.toPath());
    }
  }

  private void openRun() {
    File folder =
        Choosers.choose(
            Choosers.folder("Start from the configuration of a run", null),
            root.getScene().getWindow());
    if (folder != null) {
      model.openRun(folder.toPath());
    }
  }

  @FXML
  private void save() {
    FileChooser chooser = Choosers.file("Save the configuration", null);
    chooser.getExtensionFilters().add(JSON);
    chooser.setInitialFileName("experiment.json");
    File file = Choosers.save(chooser, root.getScene().getWindow());
    if (file != null) {
      model.save(Path.of(file.getPath()));
    }
  }

  @FXML
  private void start() {
    model.start();
  }

  @FXML
  private void search() {
    model.search();
  }

  @FXML
  private void enqueue() {
    model.enqueue();
  }

  @Override
  public void shown() {
    model.clusters().load();
    model.forecast().again();
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("Shortcut+Enter", "Start", model::start),
        new Shortcut("Shortcut+Shift+Enter", "Add to the queue", model::enqueue),
        new Shortcut("Shortcut+O", "Open a configuration", this::open),
        new Shortcut("Shortcut+S", "Save the configuration", this::save));
  }
}
