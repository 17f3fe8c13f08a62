package org.tagwright.ui.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.common.MachineMemory;
import org.tagwright.common.Units;
import org.tagwright.config.Catalogue;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.Recipe;
import org.tagwright.config.ScheduleSettings;
import org.tagwright.config.Section;
import org.tagwright.config.Setting;
import org.tagwright.queue.RunQueues;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import org.tagwright.ui.cluster.ClustersModel;
import org.tagwright.ui.common.Background;
import org.tagwright.ui.common.ViewRequest.SetUp;
import org.tagwright.ui.common.ViewRequest.ShowData;
import org.tagwright.ui.common.Workbench;

/** The form over the whole configuration. FX thread; everything that reads a disk is behind it. */
public final class ExperimentModel {
  private static final String RECENT = "experiment.recent";
  private static final int MOST_RECENT = 8;
  private static final Duration TYPING_PAUSE = Duration.ofMillis(400);

  private final Workbench workbench;
  private final Background background;
  private final ClustersModel clusters;
  private final RunStart start;
  private final DraftStore store;
  private final Forecast forecast;
  private final VariantsModel variants;
  private final Map<String, FieldModel> fields = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<Draft> draft = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper origin = new ReadOnlyStringWrapper("New experiment");
  private final ObservableList<Path> recent = FXCollections.observableArrayList();
  private final Runnable keepDraft;
  private volatile Map<String, String> textsToKeep = Map.of();
  private Replaced replaced;
  private boolean filling;

  /** The form before another configuration was put into it. */
  private record Replaced(Map<String, String> texts, String origin) {}

  public ExperimentModel(Workbench workbench, RunService service, RunQueues queues) {
    this.workbench = workbench;
    background = workbench.background();
    this.clusters = new ClustersModel(workbench);
    this.start = new RunStart(workbench, service, queues, clusters.chosenProperty());
    this.store = new DraftStore(workbench.settings().folder());
    for (Setting<?> setting : Catalogue.all()) {
      FieldModel field = new FieldModel(setting);
      fields.put(setting.path(), field);
      field.textProperty().addListener((all, old, text) -> typed());
    }
    field(ScheduleSettings.RECIPE.path())
        .textProperty()
        .addListener((all, old, name) -> changeRecipe(old, name));
    workbench.settings().list(RECENT).forEach(file -> recent.add(Path.of(file)));
    keepDraft =
        background.settled(TYPING_PAUSE, "Keeping the draft", () -> store.saveDraft(textsToKeep));
    read();
    forecast = new Forecast(background, draft.get());
    variants = new VariantsModel(background, draft.get());
    draft.addListener(
        (all, old, now) -> {
          forecast.follow(now);
          variants.follow(now);
        });
    background.quietly("Opening the draft", p -> store.loadDraft()).onDone(this::restore);
    workbench.navigator().handle(SetUp.class, request -> fill(request.config(), request.origin()));
  }

  public FieldModel field(String path) {
    return fields.get(path);
  }

  public ReadOnlyObjectProperty<Draft> draftProperty() {
    return draft.getReadOnlyProperty();
  }

  /** Where the values come from: a file, a run, or nowhere yet. */
  public ReadOnlyStringProperty originProperty() {
    return origin.getReadOnlyProperty();
  }

  public ObservableList<Path> recent() {
    return recent;
  }

  public Forecast forecast() {
    return forecast;
  }

  /** Where the runs of the form go. */
  public ClustersModel clusters() {
    return clusters;
  }

  public VariantsModel variants() {
    return variants;
  }

  private void typed() {
    if (!filling) {
      read();
      keepDraft();
    }
  }

  /**
   * Takes back what the earlier recipe has filled in and nobody changed, and fills in the other.
   */
  private void changeRecipe(String from, String to) {
    if (filling) {
      return;
    }
    filling = true;
    ExperimentConfig now = draft.get().first();
    settings(from, now)
        .forEach(
            (path, value) -> {
              if (field(path).text().equals(value)) {
                field(path).reset();
              }
            });
    settings(to, now).forEach((path, value) -> field(path).textProperty().set(value));
    filling = false;
    typed();
  }

  private static Map<String, String> settings(String recipe, ExperimentConfig config) {
    return Recipe.named(recipe).map(found -> found.settings(config)).orElse(Map.of());
  }

  private void keepDraft() {
    textsToKeep = texts();
    keepDraft.run();
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.forEach((path, field) -> texts.put(path, field.text()));
    return texts;
  }

  private void read() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    fields.forEach((path, field) -> values.put(path, field.values()));
    Draft read = Draft.of(values);
    fields.forEach(
        (path, field) ->
            field.verdict(
                read.problems().get(path),
                read.warnings().get(path),
                withoutEffect(field.setting(), read.first())));
    field(ScheduleSettings.BATCH_SIZE.path()).remark(memory(read.first()));
    draft.set(read);
  }

  private static String memory(ExperimentConfig config) {
    OptionalLong bytes = ScheduleSettings.memoryBytes(config);
    return bytes.isEmpty()
        ? ""
        : "Takes about %s of memory on a CPU; this machine has %s."
            .formatted(Units.bytes(bytes.getAsLong()), Units.bytes(MachineMemory.bytes()));
  }

  private static String withoutEffect(Setting<?> setting, ExperimentConfig config) {
    return setting
        .broken(config)
        .map(condition -> "no effect while " + condition.inWords(config))
        .orElse(null);
  }

  private void restore(Map<String, String> texts) {
    // A draft of an older version may lack fields, or have ones that are gone.
    fill(
        texts,
        texts.isEmpty() ? origin.get() : workbench.settings().text("experiment.origin", "Draft"));
  }

  /** Puts a configuration into the form. */
  public void fill(ExperimentConfig config, String from) {
    replace(DraftStore.texts(config), from);
  }

  private void replace(Map<String, String> texts, String from) {
    replaced = new Replaced(texts(), origin.get());
    fill(texts, from);
  }

  /** What was put into the form last and can be taken back. */
  public Optional<String> undoable() {
    return Optional.ofNullable(replaced).map(before -> origin.get());
  }

  /** The form as it was before something else was opened. */
  public void undoOpening() {
    Replaced before = replaced;
    replaced = null;
    fill(before.texts(), before.origin());
  }

  private void fill(Map<String, String> texts, String from) {
    filling = true;
    texts.forEach(
        (path, text) -> {
          if (fields.containsKey(path)) {
            fields.get(path).textProperty().set(text);
          }
        });
    filling = false;
    origin.set(from);
    workbench.settings().put("experiment.origin", from);
    read();
    keepDraft();
  }

  /** All fields as they were before anything was typed. */
  public void resetAll() {
    fill(ExperimentConfig.defaults(), "New experiment");
  }

  public void reset(Section section) {
    filling = true;
    Catalogue.in(section).forEach(setting -> fields.get(setting.path()).reset());
    filling = false;
    typed();
  }

  public void open(Path file) {
    background
        .quietly("Opening " + file.getFileName(), p -> DraftStore.open(file))
        .onDone(
            texts -> {
              replace(texts, file.getFileName().toString());
              remember(file);
            });
  }

  public void openRun(Path folder) {
    background
        .quietly("Opening the run's configuration", p -> RunFolder.open(folder).config())
        .onDone(config -> fill(config, "from run " + folder.getFileName()));
  }

  public void save(Path file) {
    Draft now = draft.get();
    background
        .quietly(
            "Saving " + file.getFileName(),
            p -> {
              DraftStore.save(now, file);
              return file;
            })
        .onDone(
            saved -> {
              origin.set(saved.getFileName().toString());
              remember(saved);
              workbench.problems().note("Saved " + saved);
            });
  }

  private void remember(Path file) {
    workbench.settings().putFirst(RECENT, file.toString(), MOST_RECENT);
    recent.setAll(workbench.settings().list(RECENT).stream().map(Path::of).toList());
  }

  /** Starts the run, or where a sweep makes several, queues them all. */
  public void start() {
    start.start(draft.get().runs());
  }

  /** Searches the combinations of a sweep instead of training all of them. */
  public void search() {
    start.search(draft.get());
  }

  public void enqueue() {
    start.enqueue(draft.get().runs());
  }

  public void showData() {
    workbench.navigator().go(new ShowData(draft.get().first().data()));
  }
}
