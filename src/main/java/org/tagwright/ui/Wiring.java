package org.tagwright.ui;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.ui.common.FxThread;
import org.tagwright.ui.common.Settings;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.data.DataController;
import org.tagwright.ui.data.DataModel;
import org.tagwright.ui.evaluation.EvaluateModel;
import org.tagwright.ui.experiment.ExperimentController;
import org.tagwright.ui.experiment.ExperimentModel;
import org.tagwright.ui.export.ExportModel;
import org.tagwright.ui.gallery.FilterBar;
import org.tagwright.ui.gallery.GalleryController;
import org.tagwright.ui.gallery.GalleryLabels;
import org.tagwright.ui.gallery.GalleryModel;
import org.tagwright.ui.gallery.ScoreStrip;
import org.tagwright.ui.gallery.ThresholdSaver;
import org.tagwright.ui.guide.GuideController;
import org.tagwright.ui.guide.GuideModel;
import org.tagwright.ui.labels.LabelDesks;
import org.tagwright.ui.labels.LabelEditing;
import org.tagwright.ui.notes.NotesModel;
import org.tagwright.ui.results.ResultsController;
import org.tagwright.ui.results.ResultsModel;
import org.tagwright.ui.results.ResultsToolbar;
import org.tagwright.ui.results.RowActions;
import org.tagwright.ui.results.RowNotes;
import org.tagwright.ui.review.FoldTrainings;
import org.tagwright.ui.review.ProposalsModel;
import org.tagwright.ui.review.ReviewController;
import org.tagwright.ui.review.SearchModel;
import org.tagwright.ui.runs.JobWatch;
import org.tagwright.ui.runs.RunsController;
import org.tagwright.ui.runs.RunsModel;
import org.tagwright.ui.search.SearchesModel;
import org.tagwright.ui.shell.ShellController;
import org.tagwright.ui.shell.ShellModel;
import org.tagwright.ui.shell.ViewLoader;
import org.tagwright.ui.shell.WelcomeController;

/**
 * Makes the parts of the window and hands each what it needs: the one place that knows them all.
 */
public final class Wiring implements AutoCloseable {
  private final Workbench workbench;
  private final Services services;
  private Consumer<Path> open;
  private final ShellModel shell;
  private final ExperimentModel experiment;
  private final RunsModel runs;
  private final SearchesModel searches;
  private final JobWatch jobs;
  private final DataModel data;
  private final ResultsModel results;
  private final EvaluateModel evaluate;
  private final ExportModel export;
  private final NotesModel notes;
  private final RowNotes rowNotes;
  private final GalleryModel gallery;
  private final GalleryLabels galleryLabels;
  private final ThresholdSaver thresholdSaver;
  private final SearchModel suspects;
  private final ProposalsModel proposals;
  private final ViewLoader viewLoader = new ViewLoader(this::controller);
  private final Map<Class<?>, Supplier<Object>> controllers = new HashMap<>();

  /** Reads no disk, so it may run anywhere. */
  public Wiring(Settings settings) {
    this(settings, real -> real);
  }

  /**
   * The same with other services, for tests.
   *
   * @param change gets the real ones
   */
  Wiring(Settings settings, UnaryOperator<Services> change) {
    FxThread fx = new FxThread();
    Workbench usual = Workbench.of(settings, fx);
    open = usual.open();
    workbench = usual.openingBy(file -> open.accept(file));
    services = change.apply(Services.real(this::config));
    services
        .queues()
        .onTrouble(problem -> workbench.problems().report("Working on the queue", problem));
    shell = new ShellModel(workbench);
    experiment = new ExperimentModel(workbench, services.runs(), services.queues());
    runs = new RunsModel(services.runs(), services.queues(), workbench, config().output().runs());
    searches = new SearchesModel(workbench, runs.rootProperty());
    jobs = new JobWatch(runs, services.runs().cluster(), workbench);
    LabelDesks desks = new LabelDesks(workbench);
    data = new DataModel(workbench, this::config, desks);
    results = new ResultsModel(services.checkpoints(), workbench.quietly(), fx);
    evaluate = new EvaluateModel(services.evaluator(), workbench.background(), this::config);
    export = new ExportModel(services.exporter(), workbench.background());
    gallery =
        new GalleryModel(
            services.predictor(),
            services.classMaps(),
            workbench.quietly(),
            fx,
            count ->
                workbench.background().settled(LabelEditing.PAUSE, "Counting the labels", count));
    galleryLabels = new GalleryLabels(gallery, desks, () -> config().data(), workbench);
    notes = new NotesModel(workbench);
    rowNotes = new RowNotes(results, notes);
    thresholdSaver = new ThresholdSaver(gallery, workbench);
    suspects =
        new SearchModel(
            workbench,
            this::configOfData,
            services.suspects(),
            new FoldTrainings(services.runs(), services.queues()));
    proposals =
        new ProposalsModel(
            workbench, this::configOfData, services.proposals(), this::keepValidationList);
    experiment
        .draftProperty()
        .addListener((all, old, now) -> runs.follow(now.first().output().runs()));
    register();
  }

  private void register() {
    controllers.put(
        ShellController.class, () -> new ShellController(shell, export, notes, viewLoader));
    controllers.put(
        WelcomeController.class,
        () -> new WelcomeController(workbench.navigator(), new DemoStart(workbench)));
    controllers.put(ExperimentController.class, () -> new ExperimentController(experiment));
    GuideModel guide = new GuideModel(workbench);
    controllers.put(GuideController.class, () -> new GuideController(guide));
    controllers.put(
        RunsController.class,
        () -> new RunsController(runs, searches, jobs, experiment.clusters(), notes, workbench));
    controllers.put(DataController.class, () -> new DataController(data, workbench));
    controllers.put(
        RowActions.class, () -> new RowActions(results, rowNotes, workbench, this::config));
    controllers.put(ResultsToolbar.class, () -> new ResultsToolbar(results));
    controllers.put(
        ResultsController.class,
        () -> new ResultsController(results, rowNotes, evaluate, export, workbench, this::config));
    controllers.put(ScoreStrip.class, () -> new ScoreStrip(gallery, thresholdSaver));
    controllers.put(FilterBar.class, () -> new FilterBar(gallery));
    controllers.put(
        GalleryController.class,
        () ->
            new GalleryController(
                gallery, galleryLabels, thresholdSaver, export, workbench, this::config));
    controllers.put(
        ReviewController.class,
        () ->
            new ReviewController(
                suspects, proposals, services.classMaps(), workbench, this::configOfData));
  }

  private Object controller(Class<?> type) {
    Supplier<Object> maker = controllers.get(type);
    if (maker == null) {
      throw new IllegalStateException("Wiring does not know how to make " + type.getName());
    }
    return maker.get();
  }

  /** Opens files and folders otherwise than by the system's programs; for tests. */
  void openBy(Consumer<Path> opener) {
    open = opener;
  }

  /**
   * The question before the window closes.
   *
   * @param close closes it for good
   */
  ClosingQuestion closingQuestion(Runnable close) {
    return new ClosingQuestion(services, runs, workbench, close);
  }

  /** The configuration in the form, whole or not. */
  public ExperimentConfig config() {
    return experiment.draftProperty().get().first();
  }

  /** The same with the data set that the data view shows, where it shows one. */
  private ExperimentConfig configOfData() {
    return data.dataProperty().get() == null ? config() : data.configWithThisData();
  }

  public Workbench workbench() {
    return workbench;
  }

  public ShellModel shell() {
    return shell;
  }

  public ExperimentModel experiment() {
    return experiment;
  }

  public RunsModel runs() {
    return runs;
  }

  public DataModel data() {
    return data;
  }

  public ResultsModel results() {
    return results;
  }

  public EvaluateModel evaluate() {
    return evaluate;
  }

  public ExportModel export() {
    return export;
  }

  public GalleryModel gallery() {
    return gallery;
  }

  public GalleryLabels galleryLabels() {
    return galleryLabels;
  }

  public ThresholdSaver thresholdSaver() {
    return thresholdSaver;
  }

  /** Into the form, and into what the data view shows. */
  private void keepValidationList(ExperimentConfig fixed) {
    experiment.fill(
        config().with(DataSettings.VALIDATION_LIST, fixed.data().validationList()),
        "the validation images before new ones came");
    if (data.dataProperty().get() != null) {
      data.use(fixed.data());
    }
  }

  public ProposalsModel proposals() {
    return proposals;
  }

  public SearchModel suspects() {
    return suspects;
  }

  public ViewLoader viewLoader() {
    return viewLoader;
  }

  /** Goes to the first view; the shell must be loaded. */
  public void start() {
    shell.begin();
    runs.start();
    searches.start();
    jobs.start();
    experiment.clusters().load();
  }

  /** Shows a file that the window was opened with. */
  void show(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      new OpenedFile(absolute).show(workbench.navigator(), experiment::open);
    } catch (TagwrightException e) {
      workbench.problems().report("Opening " + absolute.getFileName(), e);
    }
  }

  @Override
  public void close() {
    services.close();
    workbench.close();
  }
}
