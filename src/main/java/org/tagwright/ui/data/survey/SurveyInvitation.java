package org.tagwright.ui.data.survey;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.Job;

/** Stands where images must be looked at first: asks for it, and shows how far it is. */
public final class SurveyInvitation extends StackPane {
  /**
   * @param job the work under way, or {@code null}
   * @param survey begins to look at all images
   */
  public SurveyInvitation(ReadOnlyObjectProperty<Job<?>> job, Runnable survey) {
    Button look = new Button("Analyze images");
    look.setId("surveyButton");
    look.getStyleClass().add("accent");
    look.setOnAction(e -> survey.run());
    EmptyState asking =
        new EmptyState(
            "mdi2i-image-search-outline",
            "Sizes and duplicates",
            "Every image has to be decoded for this, on all cores: a few seconds for thousands,"
                + " some minutes for a hundred thousand. You can go on working meanwhile.",
            look);
    JobBar bar = new JobBar();
    EmptyState looking =
        new EmptyState(
            "mdi2i-image-search-outline",
            "Looking at the images",
            "Their sizes are noted, and images that look alike are put together.",
            bar);
    getChildren().addAll(asking, looking);
    job.addListener((o, was, is) -> show(is, asking, looking, bar));
    show(job.get(), asking, looking, bar);
  }

  private static void show(Job<?> job, EmptyState asking, EmptyState looking, JobBar bar) {
    asking.setVisible(job == null);
    looking.setVisible(job != null);
    bar.show(job);
  }
}
