package org.tagwright.ui.data;

import atlantafx.base.controls.ModalPane;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.StringConverter;
import org.tagwright.data.DatasetReport;
import org.tagwright.service.DemoRecipe;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.FxThread;
import org.tagwright.ui.common.Navigator;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.ViewRequest;
import org.tagwright.ui.gallery.ThumbnailCache;

/** Wires the data view: check, findings, frequencies, samples, and how to get data. */
public final class DataController implements View {
  private static final int THUMBNAIL_SIDE = 360;
  private static final int THUMBNAILS_KEPT = 200;
  private static final int MOST_SAMPLES = 5_000;

  /** The pages of the view. */
  private enum Tab {
    OVERVIEW("Overview"),
    PROBLEMS("Problems"),
    SAMPLES("Samples"),
    TOGETHER("Together");

    private final String title;

    Tab(String title) {
      this.title = title;
    }
  }

  @FXML private MenuButton rootMenu;
  @FXML private Button checkButton;
  @FXML private Button demoButton;
  @FXML private Button cocoButton;
  @FXML private Button trainButton;
  @FXML private VBox facts;
  @FXML private HBox tiles;
  @FXML private FlowPane notes;
  @FXML private HBox tabs;
  @FXML private Label classLabel;
  @FXML private ComboBox<Integer> classCombo;
  @FXML private StackPane content;
  @FXML private ModalPane modal;

  private final DataModel model;
  private final Navigator navigator;
  private final FxThread fx;
  private final Map<Tab, ToggleButton> tabButtons = new EnumMap<>(Tab.class);
  private final Map<Tab, Node> pages = new EnumMap<>(Tab.class);
  private final ProblemTable problems = new ProblemTable();
  private final TogetherPage together = new TogetherPage();
  private Overview overview;
  private SampleGrid samples;
  private Node empty;
  private Node checking;
  private Tab tab = Tab.OVERVIEW;

  public DataController(DataModel model, Navigator navigator, FxThread fx) {
    this.model = model;
    this.navigator = navigator;
    this.fx = fx;
    navigator.handle(ViewRequest.ShowData.class, request -> model.use(request.data()));
  }

  @FXML
  private void initialize() {
    samples =
        new SampleGrid(new ThumbnailCache(THUMBNAIL_SIDE, THUMBNAIL_SIDE, THUMBNAILS_KEPT, fx));
    overview = new Overview(this::showSamplesOf);
    pages.put(Tab.OVERVIEW, overview);
    pages.put(Tab.PROBLEMS, problems);
    pages.put(Tab.SAMPLES, samples);
    pages.put(Tab.TOGETHER, together);
    empty = emptyState();
    checking =
        new EmptyState(
            "mdi2d-database-search-outline",
            "Looking at the data",
            "Labels and images are checked. This may take some seconds.");
    content.getChildren().addAll(pages.values());
    content.getChildren().addAll(empty, checking);
    ToggleGroup group = new ToggleGroup();
    for (Tab each : Tab.values()) {
      ToggleButton button = new ToggleButton(each.title);
      button.getStyleClass().add("segment");
      button.setToggleGroup(group);
      button.setOnAction(e -> choose(each));
      tabButtons.put(each, button);
      tabs.getChildren().add(button);
    }
    classCombo.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Integer k) {
            return k == null || k < 0 ? "All classes" : model.labels().name(k);
          }

          @Override
          public Integer fromString(String text) {
            throw new UnsupportedOperationException("classes are not typed");
          }
        });
    classCombo.valueProperty().bindBidirectional(model.sampleClassProperty());
    model.sampleClassProperty().addListener((o, was, is) -> showSamples());
    model.statsProperty().addListener((o, was, is) -> showStats());
    model.jobProperty().addListener((o, was, is) -> showPages());
    for (Button button : List.of(checkButton, demoButton, cocoButton)) {
      button.disableProperty().bind(model.jobProperty().isNotNull());
    }
    trainButton.disableProperty().bind(model.statsProperty().isNull());
    rootMenu
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.dataProperty().get() == null
                        ? "Choose a data set"
                        : model.dataProperty().get().root().toString(),
                model.dataProperty()));
    MenuItem choose = new MenuItem("Choose a root folder…");
    choose.setOnAction(e -> chooseRoot());
    rootMenu.getItems().setAll(choose);
    choose(Tab.OVERVIEW);
    showStats();
  }

  private Node emptyState() {
    Button demo = new Button("Make demo data");
    demo.getStyleClass().add("accent");
    demo.setOnAction(e -> makeDemo());
    Button choose = new Button("Choose a folder");
    choose.setOnAction(e -> chooseRoot());
    Button coco = new Button("Import COCO");
    coco.setOnAction(e -> importCoco());
    HBox buttons = new HBox(8, demo, choose, coco);
    buttons.setAlignment(Pos.CENTER);
    return new EmptyState(
        "mdi2d-database-off-outline",
        "No data here yet",
        "Make demo data to try everything in minutes, choose the root folder of a data set"
            + " (images/… and labels/train), or import COCO's annotations.",
        buttons);
  }

  @Override
  public void shown() {
    model.begin();
  }

  @Override
  public List<Shortcut> shortcuts() {
    return List.of(
        new Shortcut("F5", "Check the data again", this::check),
        new Shortcut("Shortcut+1", "Overview", () -> choose(Tab.OVERVIEW)),
        new Shortcut("Shortcut+2", "Problems", () -> choose(Tab.PROBLEMS)),
        new Shortcut("Shortcut+3", "Samples", () -> choose(Tab.SAMPLES)),
        new Shortcut("Shortcut+4", "Classes together", () -> choose(Tab.TOGETHER)));
  }

  private void choose(Tab chosen) {
    tab = chosen;
    tabButtons.get(chosen).setSelected(true);
    showPages();
  }

  private void showSamplesOf(int classIndex) {
    model.sampleClassProperty().set(classIndex);
    choose(Tab.SAMPLES);
  }

  private void showPages() {
    boolean there = model.statsProperty().get() != null;
    boolean busy = !there && model.jobProperty().get() != null;
    facts.setVisible(there);
    facts.setManaged(there);
    pages.forEach((each, page) -> page.setVisible(there && each == tab));
    checking.setVisible(busy);
    empty.setVisible(!there && !busy);
    boolean choosing = tab == Tab.SAMPLES;
    classLabel.setVisible(choosing);
    classCombo.setVisible(choosing);
  }

  private void showStats() {
    DataStats stats = model.statsProperty().get();
    if (stats != null) {
      showTiles(stats);
      overview.show(stats);
      problems.show(stats.report().problems());
      together.show(stats);
      List<Integer> classes =
          IntStream.range(-1, stats.classes().size()).boxed().collect(Collectors.toList());
      classCombo.getItems().setAll(classes);
      int count = stats.report().problems().size();
      tabButtons
          .get(Tab.PROBLEMS)
          .setText(Tab.PROBLEMS.title + String.format(Locale.ROOT, "  %,d", count));
      showSamples();
    }
    showPages();
  }

  private void showSamples() {
    DataStats stats = model.statsProperty().get();
    Integer chosen = model.sampleClassProperty().get();
    if (stats != null && chosen != null) {
      samples.show(
          stats.report().index(),
          DataModel.samplesOf(stats.report().index(), chosen, MOST_SAMPLES),
          chosen);
    }
  }

  private void showTiles(DataStats stats) {
    DatasetReport report = stats.report();
    tiles
        .getChildren()
        .setAll(
            tile(report.index().size(), "Samples", ""),
            tile(stats.train(), "Train", ""),
            tile(stats.validation(), "Validate", ""),
            tile(stats.classesPresent(), "of " + stats.classes().size() + " classes occur", ""),
            tile(String.format(Locale.ROOT, "%.2f", stats.meanLabels()), "Labels an image", ""),
            tile(
                report.problems().size(),
                "Problems",
                report.clean() ? "success-text" : "danger-text"));
    notes.getChildren().clear();
    note(report.leftOut(), "samples cannot be used", "danger");
    note(report.withoutClasses(), "samples without any class (kept)", "");
    note(report.imagesWithoutLabels(), "images without a label file (not used)", "");
    note(stats.unvalidated().size(), "classes are never validated", "warning");
    notes.setManaged(!notes.getChildren().isEmpty());
  }

  private void note(int count, String what, String style) {
    if (count > 0) {
      Label label = new Label(String.format("%,d %s", count, what));
      label.getStyleClass().addAll("badge", style);
      notes.getChildren().add(label);
    }
  }

  private static VBox tile(int number, String title, String style) {
    return tile(String.format("%,d", number), title, style);
  }

  private static VBox tile(String number, String title, String style) {
    Label value = new Label(number);
    value.getStyleClass().addAll("big-number", style);
    Label caption = new Label(title);
    caption.getStyleClass().addAll("muted", "small");
    return new VBox(value, caption);
  }

  @FXML
  private void check() {
    model.check();
  }

  @FXML
  private void makeDemo() {
    Path proposal = new DemoRecipe(DemoRecipe.defaultRoot()).dataset();
    modal.show(new DemoSheet(proposal, model::makeDemo, () -> modal.hide(true)));
  }

  @FXML
  private void importCoco() {
    Path labels =
        model.dataProperty().get() == null ? null : model.dataProperty().get().trainLabelsFolder();
    modal.show(new CocoSheet(labels, model::importCoco, () -> modal.hide(true)));
  }

  @FXML
  private void train() {
    navigator.go(
        new ViewRequest.SetUp(
            model.configWithThisData(), "data set " + model.dataProperty().get().root()));
  }

  private void chooseRoot() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Choose the root folder of a data set");
    File folder = chooser.showDialog(content.getScene().getWindow());
    if (folder != null) {
      model.useRoot(folder.toPath());
    }
  }
}
