package org.tagwright.ui.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.tagwright.cluster.ClusterProfile;
import org.tagwright.cluster.ClusterProfiles;
import org.tagwright.cluster.ProfileCheck;
import org.tagwright.common.TagwrightException;
import org.tagwright.ui.common.Background.Work;
import org.tagwright.ui.common.Job;
import org.tagwright.ui.common.Questions.Answer;
import org.tagwright.ui.common.Workbench;

/** The person's cluster profiles, and which of them the form's runs go to. FX thread. */
public final class ClustersModel {
  private static final String CHOSEN = "experiment.cluster";

  private final Workbench workbench;
  private final ClusterProfiles file;
  private final ObservableList<ClusterProfile> profiles = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<ClusterProfile> chosen = new ReadOnlyObjectWrapper<>();

  public ClustersModel(Workbench workbench) {
    this.workbench = workbench;
    this.file = ClusterProfiles.in(workbench.settings().folder());
  }

  public ObservableList<ClusterProfile> profiles() {
    return profiles;
  }

  /** Where runs go; {@code null}: to this computer. */
  public ReadOnlyObjectProperty<ClusterProfile> chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /**
   * @param profile {@code null} for this computer
   */
  public void choose(ClusterProfile profile) {
    workbench.settings().put(CHOSEN, profile == null ? "" : profile.name());
    chosen.set(profile);
  }

  /** Reads the profiles, which the terminal may have changed. */
  public void load() {
    change("Reading the cluster profiles", p -> null);
  }

  /**
   * Keeps a profile and chooses it.
   *
   * @param isNew whether there must be none of its name yet
   */
  Job<?> save(ClusterProfile profile, boolean isNew) {
    return change(
            "Saving the cluster profile",
            p -> {
              if (isNew && file.all().stream().anyMatch(o -> o.name().equals(profile.name()))) {
                throw TagwrightException.input(
                    "There is a profile \"%s\" already. Choose another name, or edit that one."
                        .formatted(profile.name()));
              }
              file.put(profile);
              return null;
            })
        .onDone(all -> choose(profile));
  }

  /** Removes a profile, if the person means it. */
  void askToRemove(ClusterProfile profile) {
    workbench
        .questions()
        .ask(
            "Remove the cluster " + profile.name() + "?",
            "Its settings are deleted. Jobs that were submitted with them go on.",
            new Answer("Remove", true, () -> remove(profile)));
  }

  private void remove(ClusterProfile profile) {
    change(
        "Removing the cluster profile",
        p -> {
          file.remove(profile.name());
          return null;
        });
  }

  /** Reports what is no affair of the sheet's. */
  void report(Throwable failure) {
    workbench.problems().report("Working with the cluster", failure);
  }

  /** Does something with the file, and reads it. */
  private Job<List<ClusterProfile>> change(String title, Work<?> work) {
    return workbench
        .background()
        .quietly(
            title,
            p -> {
              work.run(p);
              return file.all();
            })
        .onDone(this::take);
  }

  private void take(List<ClusterProfile> all) {
    if (!all.equals(profiles)) {
      profiles.setAll(all);
    }
    String name = workbench.settings().text(CHOSEN, "");
    Optional<ClusterProfile> now = all.stream().filter(p -> p.name().equals(name)).findFirst();
    chosen.set(now.orElse(null));
  }

  /**
   * Checks a profile, kept or not, with a small job; cancelling this cancels the job.
   *
   * @param folder on a disk that the nodes share
   * @return what the job printed
   */
  Job<List<String>> check(ClusterProfile profile, Path folder) {
    ProfileCheck check = new ProfileCheck(profile, folder, ProfileCheck.USUAL_PATIENCE);
    return workbench
        .background()
        .quietly(
            "Checking the cluster",
            progress -> check.run(words -> progress.update(words, 0, 0), progress::cancelled));
  }
}
