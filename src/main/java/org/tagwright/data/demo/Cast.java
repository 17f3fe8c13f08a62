package org.tagwright.data.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tagwright.common.SplitMix;
import org.tagwright.data.demo.Glyphs.Glyph;

/** Who appears how often, and with whom: a long tail over the classes, themes for the company. */
final class Cast {
  /** Scenes without any object: an empty label file each. */
  private static final double EMPTY = 0.015;

  /** How often an object comes from outside of the theme. */
  private static final double STRANGER = 0.15;

  /** How often a class appears twice in a scene. */
  private static final double TWICE = 0.12;

  /** Shares of easy scenes with one, two, three, four classes. */
  private static final double[] FEW_CLASSES = {0.32, 0.38, 0.22, 0.08};

  /** Shares of hard scenes with one to six classes. */
  private static final double[] MANY_CLASSES = {0.1, 0.2, 0.25, 0.22, 0.14, 0.09};

  /** What a scene shows, the later in front. */
  record Choice(Backdrop backdrop, List<Glyph> glyphs) {}

  private record Company(Theme theme, List<Glyph> members, double weight) {}

  private final List<Glyph> all;
  private final List<Company> companies = new ArrayList<>();
  private final double[] classesPerScene;

  Cast(List<Glyph> glyphs, Difficulty difficulty) {
    this.all = glyphs;
    this.classesPerScene = difficulty == Difficulty.HARD ? MANY_CLASSES : FEW_CLASSES;
    for (Theme theme : Theme.values()) {
      List<Glyph> members = theme.members(glyphs);
      if (!members.isEmpty()) {
        // The root: a theme with many classes is more frequent, but not as much as it has classes.
        companies.add(new Company(theme, members, Math.sqrt(total(members))));
      }
    }
  }

  /** The long tail: rank 0 is about 3 times as frequent as rank 14, 12 times as rank 79. */
  private static double weight(Glyph glyph) {
    return 1 / (1.4 + glyph.rank() / 5.0);
  }

  private static double total(List<Glyph> glyphs) {
    double total = 0;
    for (Glyph glyph : glyphs) {
      total += weight(glyph);
    }
    return total;
  }

  Choice choose(SplitMix random) {
    Company company = company(random);
    List<Backdrop> backdrops = company.theme.backdrops();
    Backdrop backdrop = backdrops.get(random.nextInt(backdrops.size()));
    List<Glyph> glyphs = new ArrayList<>();
    if (random.nextDouble() >= EMPTY) {
      int wanted = 1 + drawn(classesPerScene, random);
      for (int i = 0; i < wanted; i++) {
        Glyph next = draw(random.nextDouble() < STRANGER ? all : company.members, glyphs, random);
        if (next != null) {
          glyphs.add(next);
        }
      }
      if (random.nextDouble() < TWICE) {
        glyphs.add(glyphs.get(0));
      }
    }
    return new Choice(backdrop, glyphs);
  }

  private Company company(SplitMix random) {
    double[] weights = companies.stream().mapToDouble(Company::weight).toArray();
    return companies.get(drawn(weights, random));
  }

  /** A glyph that is not there yet, by weight, or {@code null} when all are. */
  private static @Nullable Glyph draw(List<Glyph> from, List<Glyph> there, SplitMix random) {
    List<Glyph> left = new ArrayList<>(from);
    left.removeAll(there);
    if (left.isEmpty()) {
      return null;
    }
    double[] weights = left.stream().mapToDouble(Cast::weight).toArray();
    return left.get(drawn(weights, random));
  }

  private static int drawn(double[] weights, SplitMix random) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double at = random.nextDouble() * total;
    int chosen = 0;
    while (chosen < weights.length - 1 && at >= weights[chosen]) {
      at -= weights[chosen++];
    }
    return chosen;
  }
}
