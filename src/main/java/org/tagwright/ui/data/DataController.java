package org.tagwright.ui.data;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.tagwright.common.Units;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.data.DataProblem;
import org.tagwright.data.ImageFolder;
import org.tagwright.data.demo.DemoRecipe;
import org.tagwright.data.survey.DataStats;
import org.tagwright.data.survey.SurveyFindings;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.Problems;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.ViewRequest;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Drops;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.data.imports.ImportSheet;
import org.tagwright.ui.data.survey.DuplicatesPage;
import org.tagwright.ui.data.survey.JobBar;
import org.tagwright.ui.data.survey.SizesPage;
import org.tagwright.ui.data.survey.SurveyInvitation;
import org.tagwright.ui.image.ThumbnailCache;
import org.tagwright.ui.labels.LabelKeys;

/** Wires the data view: check, findings, frequencies, images, and how to get data. */
public final class DataController implements View {

  @FXML private MenuButton rootMenu;
  @FXML private Button checkButton;
  @FXML private Button demoButton;
  @FXML private Button importButton;
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
  private final Workbench workbench;
  private final Problems problems;
  private final Segments<DataTab> chosenTab =
      new Segments<>(List.of(DataTab.values()), DataTab::title);
  private final Map<DataTab, Node> pages = new EnumMap<>(DataTab.class);
  private final CooccurrencePage cooccurrence = new CooccurrencePage();
  private DataTiles numbers;
  private Sheets sheets;
  private ProblemsPage problemsPage;
  private Overview overview;
  private SizesPage sizes;
  private DuplicatesPage duplicates;
  private SamplesPage samples;
  private ClassFilter classes;
  private Node survey;
  private Node empty;
  private Node checking;

  public DataController(DataModel model, Workbench workbench) {
    this.model = model;
    this.workbench = workbench;
    this.problems = workbench.problems();
    workbench.navigator().handle(ViewRequest.ShowData.class, request -> model.use(request.data()));
  }

  @FXML
  private void initialize() {
    sheets = new Sheets(modal);
    numbers = new DataTiles(tiles, notes);
    makePages();
    for (DataTab each : DataTab.values()) {
      chosenTab.button(each).setTooltip(new Tooltip(each.purpose() + " (" + each.keys() + ")"));
    }
    chosenTab.valueProperty().addListener(e -> showPages());
    tabs.getChildren().add(chosenTab);
    model.statsProperty().addListener((o, was, is) -> showStats());
    model.factsProperty().addListener((o, was, is) -> showFacts());
    model.jobProperty().addListener((o, was, is) -> showPages());
    for (Button button : List.of(checkButton, demoButton, importButton)) {
      button.disableProperty().bind(model.makingProperty());
    }
    trainButton.disableProperty().bind(model.statsProperty().isNull());
    Drops.take(modal.getParent(), this::takes, this::dropped);
    new RootMenu(rootMenu, model, this::chooseRoot);
    showStats();
  }

  /** An image alone is no data set: it is labelled in the gallery. */
  private boolean takes(Path dropped) {
    return !model.makingProperty().get()
        && !ImageFolder.isImage(String.valueOf(dropped.getFileName()));
  }

  private void dropped(Path path) {
    if (!model.drop(path)) {
      importLabels();
    }
  }

  private void makePages() {
    ThumbnailCache thumbnails = new ThumbnailCache(workbench.fx(), this::orientation);
    samples = new SamplesPage(model.labels(), thumbnails, this::lookAtListed, sheets, workbench);
    classes = new ClassFilter(classCombo, model, samples);
    overview = new Overview(this::showSamplesOf);
    sizes = new SizesPage(thumbnails, sample -> lookAt(List.of(sample), 0));
    duplicates =
        new DuplicatesPage(thumbnails, problems, (group, place) -> lookAt(group.samples(), place));
    problemsPage = new ProblemsPage(workbench.open(), this::lookAtProblems, problems::note);
    survey = new SurveyInvitation(model.jobProperty(), model::survey);
    pages.put(DataTab.OVERVIEW, overview);
    pages.put(DataTab.PROBLEMS, problemsPage);
    pages.put(DataTab.SIZES, sizes);
    pages.put(DataTab.DUPLICATES, duplicates);
    pages.put(DataTab.SAMPLES, samples);
    pages.put(DataTab.COOCCURRENCE, cooccurrence);
    empty = new NoData(workbench, this::makeDemo, this::chooseRoot, this::importLabels);
    JobBar bar = new JobBar();
    model.jobProperty().addListener((o, was, is) -> bar.show(is));
    checking =
        new EmptyState(
            "mdi2d-database-search-outline",
            "Looking at the data",
            "Labels and images are checked. This may take some seconds.",
            bar);
    content.getChildren().addAll(pages.values());
    content.getChildren().addAll(survey, empty, checking);
  }

  /** As the check found the data: what a training with them would see. */
  private ExifOrientation orientation() {
    DataStats stats = model.statsProperty().get();
    return stats == null ? ExifOrientation.IGNORE : stats.report().orientation();
  }

  @Override
  public void shown() {
    model.begin();
  }

  @Override
  public List<Shortcut> shortcuts() {
    if (sheets.showing()) {
      return List.of();
    }
    List<Shortcut> keys = new ArrayList<>();
    keys.add(new Shortcut("F5", "Check the data again", this::check));
    keys.add(new Shortcut("Shortcut+O", "Choose a data set", this::chooseRoot));
    keys.add(new Shortcut("Shortcut+I", "Import labels", this::importLabels));
    for (DataTab each : DataTab.values()) {
      keys.add(new Shortcut(each.keys(), each.title() + ": " + each.purpose(), () -> choose(each)));
    }
    return keys;
  }

  @Override
  public List<Shortcut.Help> labelKeys() {
    boolean editing = chosenTab.valueProperty().get() == DataTab.SAMPLES;
    return editing ? LabelKeys.help(sheets.showing()) : List.of();
  }

  private void choose(DataTab chosen) {
    chosenTab.valueProperty().set(chosen);
  }

  private void showSamplesOf(int classIndex) {
    model.sampleClassProperty().set(classIndex);
    choose(DataTab.SAMPLES);
  }

  private void showPages() {
    DataTab tab = chosenTab.valueProperty().get();
    boolean there = model.statsProperty().get() != null;
    boolean busy = !there && model.jobProperty().get() != null;
    boolean unseen =
        (tab == DataTab.SIZES || tab == DataTab.DUPLICATES) && model.factsProperty().get() == null;
    Shown.set(facts, there);
    pages.forEach((each, page) -> page.setVisible(there && each == tab && !unseen));
    survey.setVisible(there && unseen);
    checking.setVisible(busy);
    empty.setVisible(!there && !busy);
    boolean choosing = tab == DataTab.SAMPLES;
    classLabel.setVisible(choosing);
    classCombo.setVisible(choosing);
  }

  private void showStats() {
    DataStats stats = model.statsProperty().get();
    if (stats != null) {
      overview.show(stats);
      cooccurrence.show(stats);
    }
    if (model.labels().counted(stats)) {
      classes.follow();
    } else if (stats != null) {
      problemsPage.show(stats.report().problems());
      count(DataTab.PROBLEMS, stats.report().problems().size());
      classes.show(stats);
    }
    showFacts();
  }

  private void showFacts() {
    SurveyFindings found = model.factsProperty().get();
    DataStats stats = model.statsProperty().get();
    if (stats != null) {
      numbers.show(stats, found);
    }
    if (found != null) {
      sizes.show(found, model.dataProperty().get().imageSize());
      duplicates.show(found);
    }
    count(DataTab.DUPLICATES, found == null ? -1 : found.duplicates().size());
    showPages();
  }

  private void count(DataTab of, int number) {
    String text = number < 0 ? "" : Units.text("  %,d", number);
    chosenTab.button(of).setText(of.title() + text);
  }

  private void lookAt(List<Integer> shown, int first) {
    DataStats stats = model.statsProperty().get();
    look(FileDetails.lazily(shown, sample -> FileDetails.ofSample(stats, sample)), first);
  }

  private void lookAtProblems(List<DataProblem> listed, int first) {
    ExperimentConfig.Data data = model.dataProperty().get();
    look(FileDetails.lazily(listed, problem -> FileDetails.ofProblem(problem, data)), first);
  }

  /** The samples listed, whose labels are edited there too. */
  private void lookAtListed(int place) {
    DataStats stats = model.statsProperty().get();
    List<Integer> listed = List.copyOf(model.labels().shown());
    samples.editIn(look(FileDetails.lazily(listed, s -> FileDetails.ofSample(stats, s)), place));
  }

  private FileDetailsSheet look(List<Callable<FileDetails>> files, int first) {
    FileDetailsSheet sheet =
        new FileDetailsSheet(files, first, orientation(), workbench, sheets::close);
    sheets.showLarge(sheet);
    return sheet;
  }

  @FXML
  private void check() {
    model.check();
  }

  @FXML
  private void makeDemo() {
    Path proposal = new DemoRecipe(DemoRecipe.defaultRoot()).dataset();
    sheets.show(new DemoSheet(proposal, model::makeDemo, sheets::close));
  }

  @FXML
  private void importLabels() {
    sheets.show(new ImportSheet(model.importing(), model::importLabels, sheets::close));
  }

  @FXML
  private void train() {
    workbench
        .navigator()
        .go(
            new ViewRequest.SetUp(
                model.configWithThisData(), "data set " + model.dataProperty().get().root()));
  }

  private void chooseRoot() {
    Path now = model.dataProperty().get() == null ? null : model.dataProperty().get().root();
    sheets.show(new RootSheet(now, model::useRoot, sheets::close));
  }
}
