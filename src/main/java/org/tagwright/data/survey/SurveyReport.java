package org.tagwright.data.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tagwright.common.Units;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.Split;
import org.tagwright.data.survey.ImageSurvey.SizeCount;

/**
 * In words what looking at every image told: sizes, and which of them show the same.
 *
 * @param inputSide side of the network's input, pixels
 */
public record SurveyReport(DatasetIndex index, Split split, ImageSurvey survey, int inputSide) {
  /** Sizes, and groups of duplicates, that are listed before they are only counted. */
  public static final int SHOWN = 10;

  /** The groups of duplicates, those first that mislead validation, then those that disagree. */
  public List<Duplicates> duplicates() {
    return survey.duplicates().stream()
        .map(group -> Duplicates.of(group, index, split))
        .sorted(
            Comparator.comparing((Duplicates d) -> !d.crosses())
                .thenComparing(d -> d.disputed().isEmpty()))
        .toList();
  }

  /**
   * @param shown at most so many sizes, unreadable images and groups of duplicates
   */
  public String toText(int shown) {
    List<String> lines = new ArrayList<>();
    sizes(lines, shown);
    unreadable(lines, shown);
    duplicates(lines, shown);
    return String.join("\n", lines) + "\n";
  }

  private void sizes(List<String> lines, int shown) {
    List<SizeCount> sizes = survey.sizes();
    lines.add(
        Units.text(
            "%s in %s", Units.count(survey.images(), "image"), Units.count(sizes.size(), "size")));
    for (SizeCount size : sizes.subList(0, Math.min(shown, sizes.size()))) {
      lines.add(Units.text("  %9s  %,9d", words(size), size.count()));
    }
    rest(lines, sizes.size() - shown);
    if (sizes.size() > 1) {
      Comparator<SizeCount> byArea = Comparator.comparingLong(SizeCount::pixels);
      SizeCount least = sizes.stream().min(byArea).orElseThrow();
      SizeCount most = sizes.stream().max(byArea).orElseThrow();
      lines.add(
          Units.text(
              "The smallest is %s (%s), the largest %s (%s).",
              words(least), name(least.sample()), words(most), name(most.sample())));
    }
    int small = survey.smallerThan(inputSide);
    if (small > 0) {
      lines.add(
          Units.text(
              "%,d with a side shorter than the network's input of %d pixels, so enlarged.",
              small, inputSide));
    }
  }

  private void unreadable(List<String> lines, int shown) {
    List<Integer> broken = survey.unreadable();
    if (!broken.isEmpty()) {
      lines.add("");
      lines.add(
          Units.text(
              "%s cannot be decoded (--decode says why):", Units.count(broken.size(), "image")));
      broken.stream().limit(shown).forEach(i -> lines.add("  " + index.image(i)));
      rest(lines, broken.size() - shown);
    }
  }

  private void duplicates(List<String> lines, int shown) {
    List<Duplicates> groups = duplicates();
    lines.add("");
    if (groups.isEmpty()) {
      lines.add("No two images are the same or nearly the same.");
      return;
    }
    lines.add(
        Units.text(
            "%,d of %s show what another one shows, too: %s, %,d of them in training and"
                + " validation, %,d with differing labels",
            groups.stream().mapToInt(d -> d.samples().size()).sum(),
            Units.count(index.size(), "sample"),
            Units.count(groups.size(), "group"),
            groups.stream().filter(Duplicates::crosses).count(),
            groups.stream().filter(d -> !d.disputed().isEmpty()).count()));
    for (Duplicates group : groups.subList(0, Math.min(shown, groups.size()))) {
      lines.add(heading(group));
      int longest = group.samples().stream().mapToInt(i -> name(i).length()).max().orElse(1);
      for (int sample : group.samples()) {
        String part = split.validates(sample) ? "validation" : "train";
        String row = "    %-10s  %-" + longest + "s  %s";
        lines.add(Units.text(row, part, name(sample), labels(sample)));
      }
    }
    rest(lines, groups.size() - shown);
  }

  private static String heading(Duplicates group) {
    return Units.text(
        "  %d × %s%s%s",
        group.samples().size(),
        group.exact() ? "the same pixels" : "nearly the same",
        group.crosses() ? ", in training and validation" : "",
        group.disputed().isEmpty() ? "" : ", labels differ");
  }

  private String labels(int sample) {
    List<String> names = index.classNames(sample);
    return names.isEmpty() ? "(no class)" : String.join(", ", names);
  }

  private String name(int sample) {
    return index.name(sample);
  }

  private static void rest(List<String> lines, int more) {
    if (more > 0) {
      lines.add(Units.text("  … and %,d more", more));
    }
  }

  private static String words(SizeCount size) {
    return size.width() + " × " + size.height();
  }
}
