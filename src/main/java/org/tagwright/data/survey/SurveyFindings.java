package org.tagwright.data.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tagwright.common.Units;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.survey.ImageSurvey.SizeCount;

/**
 * What looking at every image told, beside what the labels and the split say about them.
 *
 * @param duplicates groups of samples that show the same
 */
public record SurveyFindings(DataStats stats, ImageSurvey survey, List<Duplicates> duplicates) {

  /** Which groups of duplicates are listed. */
  public enum Which {
    ALL("All"),
    CROSSING("Train and validation"),
    DISPUTED("Labels differ");

    private final String title;

    Which(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * Images of about the same shape.
   *
   * @param title such as {@code 4:3}
   */
  public record Shape(String title, int count) {}

  /** Shapes from narrow to wide, each up to the mean of its neighbours, as width / height. */
  private enum Ratio {
    TALLER("taller", 0.45),
    R9_16("9:16", 9 / 16.0),
    R2_3("2:3", 2 / 3.0),
    R3_4("3:4", 3 / 4.0),
    R1_1("1:1", 1),
    R4_3("4:3", 4 / 3.0),
    R3_2("3:2", 3 / 2.0),
    R16_9("16:9", 16 / 9.0),
    WIDER("wider", 2.2);

    private final String title;
    private final double value;

    Ratio(String title, double value) {
      this.title = title;
      this.value = value;
    }

    static Ratio of(SizeCount size) {
      double asked = Math.log(size.width() / (double) size.height());
      Ratio nearest = R1_1;
      for (Ratio ratio : values()) {
        if (Math.abs(Math.log(ratio.value) - asked) < Math.abs(Math.log(nearest.value) - asked)) {
          nearest = ratio;
        }
      }
      return nearest;
    }
  }

  public static SurveyFindings of(ImageSurvey survey, DataStats stats) {
    DatasetIndex index = stats.report().index();
    return new SurveyFindings(
        stats,
        survey,
        survey.duplicates().stream()
            .map(group -> Duplicates.of(group, index, stats.split()))
            .toList());
  }

  /** The groups of a sort. */
  public List<Duplicates> duplicates(Which which) {
    return duplicates.stream()
        .filter(
            d ->
                switch (which) {
                  case ALL -> true;
                  case CROSSING -> d.crosses();
                  case DISPUTED -> !d.disputed().isEmpty();
                })
        .toList();
  }

  /** How many samples show what another one shows too. */
  public int duplicated() {
    return duplicates.stream().mapToInt(d -> d.samples().size()).sum();
  }

  /** How many images could be looked at. */
  public int images() {
    return survey.images();
  }

  /** How many images have a shorter side than the network's input, and so are enlarged. */
  public int smallerThan(int sidePixels) {
    return survey.smallerThan(sidePixels);
  }

  /** Sizes by area, the smallest first. */
  public List<SizeCount> byArea() {
    return survey.sizes().stream().sorted(Comparator.comparingLong(SizeCount::pixels)).toList();
  }

  /** How many images have each shape, from narrow to wide. */
  public List<Shape> shapes() {
    Map<Ratio, Integer> counts = new EnumMap<>(Ratio.class);
    survey.sizes().forEach(s -> counts.merge(Ratio.of(s), s.count(), Integer::sum));
    List<Shape> shapes = new ArrayList<>();
    for (Ratio ratio : Ratio.values()) {
      shapes.add(new Shape(ratio.title, counts.getOrDefault(ratio, 0)));
    }
    return shapes;
  }

  /** The groups as a table for a spreadsheet: a sample per line, tabs between. */
  public String toTsv(Which which) {
    DatasetIndex index = stats.report().index();
    StringBuilder text = new StringBuilder("group\tsame\tpart\tfile\tlabels\n");
    int number = 0;
    for (Duplicates group : duplicates(which)) {
      number++;
      for (int sample : group.samples()) {
        text.append(
            Units.text(
                "%d\t%s\t%s\t%s\t%s%n",
                number,
                group.exact() ? "exact" : "near",
                stats.validates(sample) ? "validation" : "train",
                index.image(sample),
                String.join("; ", index.classNames(sample))));
      }
    }
    return text.toString();
  }
}
