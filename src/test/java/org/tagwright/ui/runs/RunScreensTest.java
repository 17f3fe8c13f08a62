package org.tagwright.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tagwright.GuidePictures;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.ClusterRuns;
import org.tagwright.cluster.FakeSlurm;
import org.tagwright.queue.ClusterStart;
import org.tagwright.queue.RunService;
import org.tagwright.run.RunFolder;
import org.tagwright.run.RunLock;
import org.tagwright.ui.Screenshot;
import org.tagwright.ui.Toolkit;
import org.tagwright.ui.UiTest;
import org.tagwright.ui.WindowUnderTest;
import org.tagwright.ui.cluster.ClustersModel;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.ViewRequest.ShowRun;
import org.tagwright.ui.shell.Theme;

/** Pictures of the Runs view with runs in every state. */
@UiTest
class RunScreensTest {
  @ParameterizedTest
  @CsvSource({"960,640", "1280,800", "1920,1080"})
  void everyTabAndStateIsPictured(int width, int height, @TempDir Path folder) throws IOException {
    Path root = folder.resolve("runs");
    RunFolder running = new RunsOnDisk(root).writeMany();
    new SearchOnDisk(root).write();
    ClusterProfiles profiles = ClusterProfiles.in(folder.resolve("settings"));
    profiles.put(FakeSlurm.PROFILE);
    FakeSlurm slurm = new FakeSlurm(folder.resolve("slurm"));
    ClusterRuns cluster = slurm.runs(profiles);
    RunService service = new RunService(new FakeTraining(), cluster);
    try (RunLock lock = RunLock.acquire(running);
        WindowUnderTest window =
            WindowUnderTest.open(
                folder.resolve("settings"), width, height, real -> real.withRuns(service))) {
      RunsModel model = window.wiring().runs();
      select(window, running.path());
      Toolkit.await("five runs", () -> model.runs().size() == 5);
      TabPane tabs = (TabPane) window.scene().lookup("#tabs");
      Toolkit.await("the search is read", () -> tabs.getTabs().size() == 7);
      for (Theme theme : Screenshot.themes(width)) {
        window.theme(theme);
        select(window, running.path());
        for (int tab = 0; tab < tabs.getTabs().size(); tab++) {
          int index = tab;
          Toolkit.onFx(() -> tabs.getSelectionModel().select(index));
          String name = tabs.getTabs().get(tab).getText();
          picture(window, name, theme, width, height);
        }
        Toolkit.onFx(() -> tabs.getSelectionModel().select(0));
        for (RunItem item : model.runs()) {
          if (item.summary().name().contains("vgg16")) {
            select(window, item.path());
            picture(window, "failed", theme, width, height);
          } else if (item.summary().name().contains("densenet")) {
            select(window, item.path());
            picture(window, "interrupted", theme, width, height);
          }
        }
        select(window, running.path());
        List<RunItem> others =
            model.runs().stream().filter(i -> !i.path().equals(running.path())).toList();
        Toolkit.onFx(() -> others.forEach(model::toggleShown));
        Toolkit.await("all laid over", () -> model.watchedProperty().get().size() == 5);
        picture(window, "overlaid", theme, width, height);
        Toolkit.onFx(() -> others.forEach(model::toggleShown));
      }
      if (width <= 1280) { // wider is no other layout
        RunFolder inJob =
            new ClusterStart(cluster)
                .start(
                    FakeSlurm.PROFILE, RunsOnDisk.config(root, "model.backbone", "convnext_tiny"));
        slurm.jobs(
            width < 1280
                ? "7|PENDING|Resources||0:00|4:00:00"
                : "7|RUNNING|None|gpu-node-17|3:02:03|4:00:00");
        cluster.refresh(List.of(inJob));
        for (Theme theme : Screenshot.themes(width)) {
          window.theme(theme);
          select(window, inJob.path());
          picture(window, "in-job", theme, width, height);
          pictureClusterSheet(window, theme, width, height);
        }
      }
      GuidePictures.assertMade("runs", width);
      assertThat(window.wiring().workbench().problems().open()).isEmpty();
      assertThat(lock).isNotNull();
    }
  }

  private static void pictureClusterSheet(
      WindowUnderTest window, Theme theme, int width, int height) {
    window.show(ViewId.EXPERIMENT);
    ClustersModel clusters = window.wiring().experiment().clusters();
    Toolkit.await("the profile is read", () -> clusters.profiles().size() == 1);
    Toolkit.onFx(() -> clusters.choose(clusters.profiles().get(0)));
    MenuButton start = (MenuButton) window.scene().lookup("#startButton");
    Toolkit.onFx(
        () ->
            start.getItems().stream()
                .filter(item -> "Edit a100…".equals(item.getText()))
                .forEach(MenuItem::fire));
    picture(window, "cluster-sheet", theme, width, height);
    Toolkit.onFx(
        () ->
            window.scene().getRoot().lookupAll(".cluster-sheet .button").stream()
                .map(Button.class::cast)
                .filter(Button::isCancelButton)
                .forEach(Button::fire));
  }

  private static void select(WindowUnderTest window, Path run) {
    RunsModel model = window.wiring().runs();
    Toolkit.onFx(() -> window.wiring().workbench().navigator().go(new ShowRun(run)));
    window.show(ViewId.RUNS);
    Toolkit.await(
        "the run is read",
        () ->
            !model.watchedProperty().get().isEmpty()
                && model.watchedProperty().get().get(0).folder().path().equals(run));
  }

  private static void picture(
      WindowUnderTest window, String what, Theme theme, int width, int height) {
    window.settle();
    String name = "runs-" + what + "-" + theme + "-" + width + "x" + height;
    Screenshot.take(window.scene(), name.toLowerCase(Locale.ROOT));
  }
}
