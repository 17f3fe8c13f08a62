package org.tagwright.ui.review;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.layout.StackPane;
import org.tagwright.classmap.ClassMaps;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.suspects.Verdict;
import org.tagwright.ui.common.Shortcut;
import org.tagwright.ui.common.View;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.image.ThumbnailCache;
import org.tagwright.ui.review.SearchModel.Phase;

/** Wires the review view. */
public final class ReviewController implements View {
  private static final Duration POLL_EVERY = Duration.ofSeconds(2);

  @FXML private StackPane content;

  private final SearchModel search;
  private final SuspectsModel suspects;
  private final SuspectMap map;
  private final Workbench workbench;
  private final Supplier<ExperimentConfig> config;
  private AutoCloseable ticking = () -> {};
  private SuspectsPage page;

  /**
   * @param config the configuration with the data set that the person looks at
   */
  public ReviewController(
      SearchModel search, ClassMaps maps, Workbench workbench, Supplier<ExperimentConfig> config) {
    this.search = search;
    this.suspects = search.suspects();
    this.map = new SuspectMap(maps, workbench);
    this.workbench = workbench;
    this.config = config;
  }

  @FXML
  private void initialize() {
    ThumbnailCache thumbnails = new ThumbnailCache(workbench.fx(), search::orientation);
    page = new SuspectsPage(search, map, workbench, config, thumbnails);
    content.getChildren().add(page);
  }

  @Override
  public void shown() {
    search.begin();
    ticking =
        workbench
            .background()
            .every(
                POLL_EVERY, "Watching the trainings", () -> workbench.fx().execute(search::poll));
    page.focus();
  }

  @Override
  public void hidden() {
    try {
      ticking.close();
    } catch (Exception e) {
      workbench.problems().report("Leaving the review", e);
    }
  }

  @Override
  public List<Shortcut> shortcuts() {
    if (search.phaseProperty().get() != Phase.FOUND) {
      return List.of();
    }
    List<Shortcut> keys = new ArrayList<>();
    keys.add(decide("Enter", "Change the label as suggested", Verdict.ACCEPTED));
    keys.add(decide("K", "Keep the label", Verdict.KEPT));
    keys.add(decide("U", "Unknown: leave it out of training", Verdict.UNKNOWN));
    keys.add(decide("S", "Skip", Verdict.SKIPPED));
    keys.add(new Shortcut("Right", "Next", () -> suspects.step(1)));
    keys.add(new Shortcut("Left", "Previous", () -> suspects.step(-1)));
    keys.add(new Shortcut("Shortcut+Z", "Take the last decision back", suspects::undo));
    keys.add(new Shortcut("M", "Where the class was seen", this::toggleMap));
    return keys;
  }

  private Shortcut decide(String key, String what, Verdict verdict) {
    return new Shortcut(key, what, () -> suspects.decide(verdict));
  }

  private void toggleMap() {
    map.onProperty().set(!map.onProperty().get());
  }
}
