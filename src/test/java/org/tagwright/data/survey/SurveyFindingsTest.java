package org.tagwright.data.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.data.DataProblem;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.DatasetReport;
import org.tagwright.data.LabelSet;
import org.tagwright.data.Split;
import org.tagwright.data.survey.ImageSurvey.DuplicateGroup;
import org.tagwright.data.survey.ImageSurvey.SizeCount;
import org.tagwright.data.survey.SurveyFindings.Shape;
import org.tagwright.data.survey.SurveyFindings.Which;

class SurveyFindingsTest {
  private static final LabelSet LABELS = new LabelSet(List.of("cat", "dog", "bird"));

  private static DataStats stats(int[][] classesOfSample, int... validating) {
    List<String> names = new ArrayList<>();
    List<BitSet> classes = new ArrayList<>();
    List<Integer> training = new ArrayList<>();
    BitSet validates = new BitSet();
    for (int sample : validating) {
      validates.set(sample);
    }
    for (int i = 0; i < classesOfSample.length; i++) {
      names.add(i + ".jpg");
      BitSet own = new BitSet();
      for (int k : classesOfSample[i]) {
        own.set(k);
      }
      classes.add(own);
      if (!validates.get(i)) {
        training.add(i);
      }
    }
    DatasetIndex index = DatasetIndex.of(LABELS, Path.of("/images"), names, classes);
    DatasetReport report =
        new DatasetReport(
            index, List.<DataProblem>of(), names.size(), 0, 0, 0, 0, ExifOrientation.IGNORE);
    DataStats usual = DataStats.of(report, ExperimentConfig.defaults().data(), 42);
    Split split =
        new Split(training.stream().mapToInt(i -> i).toArray(), validates.stream().toArray());
    return new DataStats(report, split, usual.classes(), usual.labelsPerImage(), usual.together());
  }

  private static ImageSurvey survey(List<SizeCount> sizes, DuplicateGroup... groups) {
    return new ImageSurvey(sizes, List.of(), List.of(groups));
  }

  @Test
  void duplicatesThatCrossTheSplitOrDisagreeAreTold() {
    DataStats stats = stats(new int[][] {{0}, {0, 1}, {2}, {2}, {}, {}}, 3, 5);
    SurveyFindings facts =
        SurveyFindings.of(
            survey(
                List.of(new SizeCount(10, 10, 6, 0)),
                new DuplicateGroup(List.of(0, 1), true),
                new DuplicateGroup(List.of(2, 3), false),
                new DuplicateGroup(List.of(4, 5), true)),
            stats);

    assertThat(facts.duplicates(Which.ALL))
        .containsExactly(
            new Duplicates(List.of(0, 1), true, false, List.of(1)),
            new Duplicates(List.of(2, 3), false, true, List.of()),
            new Duplicates(List.of(4, 5), true, true, List.of()));
    assertThat(facts.duplicates(Which.CROSSING))
        .extracting(Duplicates::samples)
        .containsExactly(List.of(2, 3), List.of(4, 5));
    assertThat(facts.duplicates(Which.DISPUTED))
        .extracting(Duplicates::samples)
        .containsExactly(List.of(0, 1));
    assertThat(facts.duplicated()).isEqualTo(6);
    assertThat(facts.toTsv(Which.CROSSING).lines())
        .startsWith(
            "group\tsame\tpart\tfile\tlabels",
            "1\tnear\ttrain\t" + Path.of("/images/2.jpg") + "\tbird")
        .hasSize(5);
  }

  @Test
  void picturesAreCountedBySizeAndShape() {
    SurveyFindings facts =
        SurveyFindings.of(
            survey(
                List.of(
                    new SizeCount(640, 480, 5, 0),
                    new SizeCount(500, 500, 3, 1),
                    new SizeCount(100, 80, 2, 2),
                    new SizeCount(900, 100, 1, 3))),
            stats(new int[][] {{0}, {1}, {2}, {0}}, 3));
    assertThat(facts.images()).isEqualTo(11);
    assertThat(facts.smallerThan(224)).isEqualTo(3);
    assertThat(facts.byArea()).extracting(SizeCount::width).containsExactly(100, 900, 500, 640);
    assertThat(facts.shapes())
        .contains(
            new Shape("4:3", 7), new Shape("1:1", 3), new Shape("wider", 1), new Shape("9:16", 0));
    assertThat(facts.shapes().stream().mapToInt(Shape::count).sum()).isEqualTo(11);
  }

  @Test
  void classesAreCountedOnBothSidesAndTogether() {
    DataStats stats = stats(new int[][] {{0, 1}, {0}, {}, {0, 1, 2}, {2}}, 3, 4);
    assertThat(stats.train()).isEqualTo(3);
    assertThat(stats.validation()).isEqualTo(2);
    assertThat(stats.validates(4)).isTrue();
    assertThat(stats.validates(2)).isFalse();
    assertThat(stats.labelsPerImage()).containsExactly(1, 2, 1, 1);
    assertThat(stats.meanLabels()).isEqualTo(7 / 5.0);
    assertThat(stats.together(0, 1)).isEqualTo(2);
    assertThat(stats.together(2, 2)).isEqualTo(2);
    assertThat(stats.oftenTogether(1).get(0).samples()).isEqualTo(2);
  }
}
