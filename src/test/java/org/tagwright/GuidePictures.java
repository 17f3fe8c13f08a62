package org.tagwright;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

/**
 * The pictures of {@code docs/guide}. The screen tests make them, under the same names, in {@code
 * target/screenshots}; {@code docs/guide/images/update.sh} takes them over from there.
 */
public final class GuidePictures {
  public static final List<String> NAMES =
      List.of(
          "welcome-light-1280x800",
          "data-overview-light-1280x800",
          "runs-charts-light-1280x800",
          "runs-classes-light-1280x800",
          "runs-threshold-light-1280x800",
          "results-full-light-1280x800",
          "results-compare-light-1280x800",
          "results-export-sheet-light-1280x800",
          "gallery-full-light-1280x800",
          "review-suspects-light-1280x800");

  private GuidePictures() {}

  /** Fails where a picture of this view and width was not made by the tests that ran so far. */
  public static void assertMade(String view, int width) {
    Path made = Path.of(System.getProperty("tagwright.build", "target"), "screenshots");
    NAMES.stream()
        .filter(name -> name.startsWith(view + "-") && name.contains("-" + width + "x"))
        .forEach(
            name ->
                assertThat(made.resolve(name + ".png"))
                    .as("docs/guide shows it; see GuidePictures")
                    .isNotEmptyFile());
  }
}
