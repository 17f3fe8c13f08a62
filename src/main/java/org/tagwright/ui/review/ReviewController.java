package org.tagwright.ui.review;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.tagwright.classmap.ClassMaps;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.suspects.Verdict;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.image.ThumbnailCache;
import org.tagwright.ui.labels.ClassesAtHand;
import org.tagwright.ui.review.SearchModel.Phase;

/** Wires the review view. */
public final class ReviewController implements View {
  private static final Duration POLL_EVERY = Duration.ofSeconds(2);

  /** The pages of the view. */
  enum Page {
    SUSPECTS("Suspects", "Alt+1"),
    NEW_IMAGES("New images", "Alt+2");

    private final String title;
    private final String keys;

    Page(String title, String keys) {
      this.title = title;
      this.keys = keys;
    }
  }

  @FXML private HBox header;
  @FXML private StackPane content;

  private final SearchModel search;
  private final SuspectsModel suspects;
  private final ProposalsModel proposals;
  private final SuspectMap map;
  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private Runnable stopTicking = () -> {};
  private final Segments<Page> chosen = new Segments<>(List.of(Page.values()), page -> page.title);
  private SuspectsPage page;
  private ProposalsPage newImages;

  /**
   * @param config the configuration with the data set that the person looks at
   */
  public ReviewController(
      SearchModel search,
      ProposalsModel proposals,
      ClassMaps maps,
      Workbench workbench,
      Supplier<ExperimentConfig> config) {
    this.search = search;
    this.suspects = search.suspects();
    this.proposals = proposals;
    this.map = new SuspectMap(maps, workbench);
    this.workbench = workbench;
    this.config = config;
  }

  @FXML
  private void initialize() {
    ThumbnailCache thumbnails =
        new ThumbnailCache(workbench.fx(), () -> config.get().data().orientation());
    page = new SuspectsPage(search, map, workbench, config, thumbnails);
    newImages = new ProposalsPage(proposals, workbench, config);
    content.getChildren().addAll(page, newImages);
    header.getChildren().add(chosen);
    for (Page each : Page.values()) {
      chosen.button(each).setTooltip(new Tooltip(each.title + " (" + each.keys + ")"));
    }
    Shown.when(page, chosen.valueProperty().isEqualTo(Page.SUSPECTS));
    Shown.when(newImages, chosen.valueProperty().isEqualTo(Page.NEW_IMAGES));
    chosen.valueProperty().addListener((o, was, is) -> focus());
  }

  @Override
  public void shown() {
    search.begin();
    stopTicking =
        workbench
            .background()
            .every(
                POLL_EVERY, "Watching the trainings", () -> workbench.fx().execute(search::poll));
    focus();
  }

  private void focus() {
    if (chosen.valueProperty().get() == Page.SUSPECTS) {
      page.focus();
    } else {
      newImages.focus();
    }
  }

  @Override
  public void hidden() {
    stopTicking.run();
  }

  @Override
  public List<Shortcut> shortcuts() {
    List<Shortcut> keys = new ArrayList<>();
    for (Page each : Page.values()) {
      keys.add(new Shortcut(each.keys, each.title, () -> chosen.valueProperty().set(each)));
    }
    boolean typing =
        content.getScene() != null
            && content.getScene().getFocusOwner() instanceof TextInputControl;
    if (typing) {
      return keys;
    }
    if (chosen.valueProperty().get() == Page.NEW_IMAGES) {
      addKeysOfNewImages(keys);
    } else if (search.phaseProperty().get() == Phase.FOUND) {
      addKeysOfSuspects(keys);
    }
    return keys;
  }

  private void addKeysOfSuspects(List<Shortcut> keys) {
    keys.add(decide("Enter", "Change the label as suggested", Verdict.ACCEPTED));
    keys.add(decide("K", "Keep the label", Verdict.KEPT));
    keys.add(decide("U", "Unknown: leave it out of training", Verdict.UNKNOWN));
    keys.add(decide("S", "Skip", Verdict.SKIPPED));
    keys.add(new Shortcut("Right", "Next", () -> suspects.step(1)));
    keys.add(new Shortcut("Left", "Previous", () -> suspects.step(-1)));
    keys.add(new Shortcut("Shortcut+Z", "Take the last decision back", suspects::undo));
    keys.add(new Shortcut("M", "Where the class was seen", this::toggleMap));
  }

  private void addKeysOfNewImages(List<Shortcut> keys) {
    if (proposals.selectedProperty().get() != null) {
      keys.add(new Shortcut("Enter", "Add the image with these labels", proposals::accept));
      keys.add(new Shortcut("S", "Skip the image", proposals::skip));
      keys.add(new Shortcut("A", "Type a class", newImages::type));
      keys.add(new Shortcut("Right", "Next", () -> proposals.step(1)));
      keys.add(new Shortcut("Left", "Previous", () -> proposals.step(-1)));
      for (int number = 1; number <= ClassesAtHand.KEYS; number++) {
        int key = number;
        String what = "Add or remove class " + number + " of the list";
        keys.add(new Shortcut(String.valueOf(number), what, () -> proposals.key(key)));
      }
    }
    keys.add(new Shortcut("Shortcut+Z", "Take the last image out again", proposals::undo));
  }

  private Shortcut decide(String key, String what, Verdict verdict) {
    return new Shortcut(key, what, () -> suspects.decide(verdict));
  }

  private void toggleMap() {
    map.onProperty().set(!map.onProperty().get());
  }
}
