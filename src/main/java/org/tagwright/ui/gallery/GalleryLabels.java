package org.tagwright.ui.gallery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.labels.ImageChange;
import org.tagwright.data.labels.ImageLabels;
import org.tagwright.data.labels.ImageLabels.State;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.ScoredImages.Truth;
import org.tagwright.review.Tag;
import org.tagwright.review.TrueLabels;
import org.tagwright.ui.common.LatestWork;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.labels.LabelDesk;
import org.tagwright.ui.labels.LabelDesks;
import org.tagwright.ui.labels.LabelEditing;

/**
 * The true labels of the images of the gallery, which may be edited: what the model says against
 * them is accepted by one key.
 */
public final class GalleryLabels implements LabelEditing.Images {
  /** Images by the names of their label files: with many images that is long work. */
  private record Stems(List<Path> of, Map<String, Integer> byStem) {}

  private final GalleryModel model;
  private final LabelDesks desks;
  private final Supplier<ExperimentConfig.Data> configured;
  private final Workbench workbench;
  private final LabelEditing editing;
  private final LatestWork<Stems> mapping;
  private boolean looked;
  private Map<String, Integer> byStem;

  /**
   * @param configured the data set of the form, whose labels may be those of the images
   */
  public GalleryLabels(
      GalleryModel model,
      LabelDesks desks,
      Supplier<ExperimentConfig.Data> configured,
      Workbench workbench) {
    this.model = model;
    this.desks = desks;
    this.configured = configured;
    this.workbench = workbench;
    editing = new LabelEditing(this, workbench.settings());
    mapping = new LatestWork<>(workbench.quietly(), workbench.fx(), this::take);
    model.imagesProperty().addListener((o, was, is) -> follow(was, is));
    model.selection().onChange(this::followSelection);
    model.largeProperty().addListener((o, was, is) -> followSelection());
  }

  public LabelEditing editing() {
    return editing;
  }

  private void follow(ScoredImages was, ScoredImages is) {
    if (is.classes().isEmpty()) {
      looked = false;
      editing.open(null);
    } else if (!looked && is.knownCount() > 0) {
      looked = true;
      look();
    }
    if (was.files() != is.files()) {
      byStem = null;
      if (editing.deskProperty().get() != null) {
        map();
      }
    }
    editing.refresh();
  }

  /** Finds the folder of the true labels, which reads the disk, and opens it. */
  private void look() {
    ExperimentConfig.Data data = configured.get();
    workbench
        .background()
        .quietly(
            "Opening the labels",
            progress -> {
              Path folder = model.prediction().labelsFolder();
              return folder == null ? null : of(data, folder.toAbsolutePath().normalize());
            })
        .onDone(
            found -> {
              if (found != null && looked) {
                desks.open(found, this::open, why -> {}); // whoever opens it in Data is told
              }
            });
  }

  private static ExperimentConfig.Data of(ExperimentConfig.Data data, Path labels) {
    if (data.trainLabelsFolder().toAbsolutePath().normalize().equals(labels)) {
      return data;
    }
    Path parent = labels.getParent();
    Path root = parent != null && parent.endsWith("labels") ? parent.getParent() : parent;
    return data.with(DataSettings.ROOT, root == null ? labels : root)
        .with(DataSettings.TRAIN_LABELS, labels)
        .with(DataSettings.UNKNOWN_LABELS, TrueLabels.of(labels, data).unknown())
        .with(DataSettings.CLASSES, null);
  }

  /** Indices of other classes would be written wrongly. */
  private void open(LabelDesk desk) {
    if (looked && desk.classes().names().equals(classes())) {
      editing.open(desk);
      map();
    }
  }

  @Override
  public void changed(List<ImageChange> changes) {
    ScoredImages now = model.imagesProperty().get();
    if (byStem == null) {
      byStem = byStem(now);
    }
    Map<Integer, Truth> edited = new HashMap<>();
    for (ImageChange change : changes) {
      Integer image = byStem.get(change.stem());
      if (image != null) {
        edited.put(image, truth(change.after()));
      }
    }
    model.prediction().relabel(edited);
  }

  private Map<String, Integer> byStem(ScoredImages images) {
    Path folder = model.prediction().scored().folder();
    Map<String, Integer> map = new HashMap<>(images.size() * 2);
    for (int i = 0; i < images.size(); i++) {
      map.put(TrueLabels.stem(folder, images.file(i)), i);
    }
    return map;
  }

  private void map() {
    ScoredImages now = model.imagesProperty().get();
    mapping.request(() -> new Stems(now.files(), byStem(now)));
  }

  private void take(Stems made) {
    if (made.of == model.imagesProperty().get().files()) {
      byStem = made.byStem;
    }
  }

  /** The checkpoint's classes are others than those of the labels now. */
  @Override
  public void classesChanged() {
    editing.open(null);
    workbench
        .problems()
        .caution("The classes have changed: predict again to see the labels of this data set.");
  }

  private static Truth truth(ImageLabels labels) {
    return labels.labelled()
        ? new Truth(
            labels.present().stream().boxed().toList(), labels.unknown().stream().boxed().toList())
        : null;
  }

  // One image large

  /** Each image begins with the first thing that its labels and the model disagree on. */
  private void followSelection() {
    editing.refresh();
    if (model.largeProperty().get()) {
      markDisagreement();
    }
  }

  private void markDisagreement() {
    editing.mark(
        tags().stream()
            .filter(tag -> tag.outcome().error())
            .mapToInt(Tag::classIndex)
            .findFirst()
            .orElse(-1));
  }

  private List<Tag> tags() {
    Integer image = model.selectedProperty().get();
    boolean there = image != null && image < model.imagesProperty().get().size();
    return there && model.thresholdsProperty().get().classes() == classes().size()
        ? model.tags(image)
        : List.of();
  }

  /**
   * Makes the marked label what the model says, and marks the next one that it disagrees on. Where
   * there is none, goes to the next image.
   */
  void accept() {
    int marked = editing.markedProperty().get();
    Tag tag =
        tags().stream()
            .filter(t -> t.classIndex() == marked && t.outcome().error())
            .findFirst()
            .orElse(null);
    if (tag == null || editing.deskProperty().get() == null) {
      model.step(1);
      return;
    }
    toggle(tag);
    markDisagreement();
  }

  /** Gives the image the class, or takes it away. */
  void toggle(Tag tag) {
    editing.set(tag.classIndex(), tag.outcome().labelled() ? State.ABSENT : State.PRESENT);
  }

  // The images

  @Override
  public List<String> classes() {
    return model.imagesProperty().get().classes();
  }

  @Override
  public int[] counts() {
    ScoredImages images = model.imagesProperty().get();
    int[] counts = new int[classes().size()];
    for (int i = 0; i < images.size(); i++) {
      for (int k = 0; k < counts.length; k++) {
        counts[k] += images.isTrue(i, k) ? 1 : 0;
      }
    }
    return counts;
  }

  @Override
  public List<Integer> selected() {
    int there = model.imagesProperty().get().size();
    Integer image = model.selectedProperty().get();
    List<Integer> chosen =
        !model.largeProperty().get()
            ? model.selection().images()
            : image == null ? List.of() : List.of(image);
    return chosen.stream().filter(i -> i < there).toList();
  }

  @Override
  public String stem(int image) {
    return TrueLabels.stem(
        model.prediction().scored().folder(), model.imagesProperty().get().file(image));
  }

  @Override
  public ImageLabels labels(int image) {
    Truth truth = model.imagesProperty().get().truth(image);
    if (truth == null) {
      return ImageLabels.NO_FILE;
    }
    BitSet present = new BitSet();
    BitSet unknown = new BitSet();
    truth.classes().forEach(present::set);
    truth.unknown().forEach(unknown::set);
    return new ImageLabels(true, present, unknown);
  }

  @Override
  public List<Integer> markable(LabelEditing.Selected selected) {
    List<Integer> classes = new ArrayList<>();
    tags().forEach(tag -> classes.add(tag.classIndex()));
    return classes;
  }
}
