package org.tagwright.ui.data.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.tagwright.common.TagwrightException;
import org.tagwright.data.imports.CsvImport;
import org.tagwright.data.imports.ImportTarget;
import org.tagwright.data.imports.LabelImport;
import org.tagwright.data.imports.TableChoices;
import org.tagwright.data.imports.TableReading;
import org.tagwright.ui.common.LatestWork;
import org.tagwright.ui.common.TypedPath;

/** What the import sheet asks, checked against the disk as one types. */
public final class ImportModel {
  /** Forms of labels that can be imported. */
  public enum Kind {
    COCO("COCO"),
    CSV("CSV"),
    YOLO("YOLO"),
    OPEN_IMAGES("OpenImages");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** The paths that are asked for. */
  public enum Input {
    /** The annotation file, the table, or the folder of text files. */
    SOURCE,
    /** Class names: needed for YOLO, possible for a table and OpenImages. */
    NAMES,
    /** Class ids with their names, possible for OpenImages. */
    DESCRIPTIONS,
    /** Where the label files go. */
    LABELS,
    /** The folder of the images; not typed: the data set's. */
    IMAGES
  }

  /** What is typed, all of it. */
  private record Typed(
      Kind kind, boolean dropEmpty, TableChoices choices, Map<Input, String> texts) {
    Path path(Input input) {
      return TypedPath.parse(texts.get(input));
    }

    LabelImport source() {
      return switch (kind) {
        case COCO -> new LabelImport.Coco(path(Input.SOURCE), dropEmpty);
        case CSV -> new LabelImport.Csv(path(Input.SOURCE), path(Input.NAMES), choices);
        case YOLO -> new LabelImport.Yolo(path(Input.SOURCE), path(Input.NAMES));
        case OPEN_IMAGES ->
            new LabelImport.OpenImages(
                path(Input.SOURCE), path(Input.DESCRIPTIONS), path(Input.NAMES));
      };
    }
  }

  /** What is wrong with it, by input; what is only not typed yet is no problem, but not ready. */
  private record Checked(
      Typed typed, Map<Input, String> problems, TableReading reading, boolean ready) {}

  private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.COCO);
  private final BooleanProperty dropEmpty = new SimpleBooleanProperty();
  private final ObjectProperty<TableChoices> choices =
      new SimpleObjectProperty<>(TableChoices.NONE);
  private final ReadOnlyObjectWrapper<TableReading> reading = new ReadOnlyObjectWrapper<>();
  private final Map<Input, StringProperty> texts = new EnumMap<>(Input.class);
  private final Map<Input, ReadOnlyStringWrapper> problems = new EnumMap<>(Input.class);
  private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
  private final Map<Kind, Map<Input, String>> typedFor = new EnumMap<>(Kind.class);
  private final LatestWork<Checked> checking;
  private Typed checked;
  private String proposed = "";

  /**
   * @param background where the disk is looked at
   * @param fx the window's thread
   */
  public ImportModel(Executor background, Executor fx) {
    checking = new LatestWork<>(background, fx, this::show);
    for (Input input : Input.values()) {
      texts.put(input, new SimpleStringProperty(""));
      problems.put(input, new ReadOnlyStringWrapper(""));
      texts.get(input).addListener(this::changed);
    }
    kind.addListener((o, was, is) -> exchange(was, is));
    kind.addListener(this::changed);
    dropEmpty.addListener(this::changed);
    choices.addListener(this::changed);
    texts
        .get(Input.SOURCE)
        .addListener(
            (o, was, is) -> {
              choices.set(TableChoices.NONE);
              if (texts.get(Input.LABELS).get().equals(proposed)) {
                proposeLabels();
              }
            });
  }

  /** Fills in a new folder beside the source; what a person types instead stays. */
  public void proposeLabels() {
    Path source = TypedPath.parse(texts.get(Input.SOURCE).get());
    boolean there = source != null && source.getFileName() != null && Files.exists(source);
    proposed = there ? ImportPaths.labelsFor(source.toAbsolutePath()).toString() : "";
    texts.get(Input.LABELS).set(proposed);
  }

  /** Takes a file or a folder for the source, of the kind that it looks like. */
  public void offer(Path source) {
    String name = source.getFileName().toString().toLowerCase(Locale.ROOT);
    Kind like = Files.isDirectory(source) ? Kind.YOLO : ImportPaths.kindOfTable(source);
    kind.set(name.endsWith(".json") ? Kind.COCO : like);
    texts.get(Input.SOURCE).set(source.toString());
  }

  /** A folder of YOLO's is no file of COCO's: each kind has what was typed for it. */
  private void exchange(Kind was, Kind is) {
    Map<Input, String> before = new EnumMap<>(Input.class);
    Map<Input, String> now = typedFor.getOrDefault(is, Map.of());
    for (Input input : List.of(Input.SOURCE, Input.NAMES, Input.DESCRIPTIONS)) {
      before.put(input, texts.get(input).get());
      texts.get(input).set(now.getOrDefault(input, ""));
    }
    typedFor.put(was, before);
  }

  private void changed(Observable what) {
    ready.set(false); // until it is known to be right
    Typed now = typed();
    checking.request(() -> check(now));
  }

  private Typed typed() {
    Map<Input, String> now = new EnumMap<>(Input.class);
    texts.forEach((input, text) -> now.put(input, text.get() == null ? "" : text.get()));
    return new Typed(kind.get(), dropEmpty.get(), choices.get(), now);
  }

  private void show(Checked found) {
    if (!found.typed().equals(typed())) {
      return; // more was typed meanwhile; that is being checked
    }
    problems.forEach((input, text) -> text.set(found.problems().getOrDefault(input, "")));
    reading.set(found.reading());
    checked = found.typed();
    ready.set(found.ready());
  }

  private static Checked check(Typed typed) {
    Map<Input, String> problems = new EnumMap<>(Input.class);
    boolean all = true;
    for (Input input : Input.values()) {
      boolean used =
          switch (input) {
            case NAMES -> typed.kind() != Kind.COCO;
            case DESCRIPTIONS -> typed.kind() == Kind.OPEN_IMAGES;
            default -> true;
          };
      boolean needed =
          switch (input) {
            case SOURCE, LABELS -> true;
            case NAMES -> typed.kind() == Kind.YOLO;
            case DESCRIPTIONS, IMAGES -> false;
          };
      boolean typedAny = !typed.texts().get(input).isBlank();
      all &= typedAny || !needed;
      if (typedAny && used) {
        Path path = typed.path(input);
        String problem = path == null ? "This is not a path." : problem(typed.kind(), input, path);
        if (problem != null) {
          problems.put(input, problem);
        }
      }
    }
    TableReading reading = null;
    boolean table = typed.kind() == Kind.CSV && !typed.texts().get(Input.SOURCE).isBlank();
    if (table && !problems.containsKey(Input.SOURCE) && !problems.containsKey(Input.NAMES)) {
      try {
        reading =
            CsvImport.look(typed.path(Input.SOURCE), typed.path(Input.NAMES), typed.choices());
        all &= reading.questions().isEmpty();
      } catch (TagwrightException e) {
        problems.put(Input.SOURCE, e.getMessage());
      }
    }
    return new Checked(typed, problems, reading, all && problems.isEmpty());
  }

  /** Looks at the disk; {@code null}: all is well. */
  private static String problem(Kind kind, Input input, Path path) {
    try {
      return switch (input) {
        case SOURCE ->
            kind == Kind.YOLO
                ? ImportPaths.textFolderProblem(path)
                : ImportPaths.fileProblem(kind, path);
        case NAMES -> ImportPaths.namesProblem(kind, path);
        case DESCRIPTIONS -> Files.isRegularFile(path) ? null : "There is no such file.";
        case LABELS -> {
          new ImportTarget(path, null).requireFree();
          yield null;
        }
        case IMAGES -> Files.isDirectory(path) ? null : "There is no such folder.";
      };
    } catch (TagwrightException e) {
      return e.getMessage();
    } catch (IOException e) {
      return "It cannot be read: " + e.getMessage();
    }
  }

  public ObjectProperty<Kind> kindProperty() {
    return kind;
  }

  /** Whether images without boxes get no label file; for COCO. */
  public BooleanProperty dropEmptyProperty() {
    return dropEmpty;
  }

  /** What was chosen about a table; begins anew with another one. */
  public ObjectProperty<TableChoices> choicesProperty() {
    return choices;
  }

  /** How the table would be read; {@code null}: there is none, or it cannot be read. */
  public ReadOnlyObjectProperty<TableReading> readingProperty() {
    return reading.getReadOnlyProperty();
  }

  public StringProperty textProperty(Input input) {
    return texts.get(input);
  }

  /** What is wrong with an input, or an empty string. */
  public ReadOnlyStringProperty problemProperty(Input input) {
    return problems.get(input).getReadOnlyProperty();
  }

  /** Whether the import can begin. */
  public ReadOnlyBooleanProperty readyProperty() {
    return ready.getReadOnlyProperty();
  }

  /** What to import, as it was checked. Only when ready. */
  public LabelImport source() {
    return checked.source();
  }

  /** A path as it was checked; {@code null} where nothing is typed. Only when ready. */
  public Path path(Input input) {
    return checked.path(input);
  }
}
