package org.tagwright.search.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import org.tagwright.common.SplitMix;
import org.tagwright.config.ConfigJson;

/** The values that one setting may take in a search. To samplers each is a number. */
public sealed interface Domain {
  /** The value of a number, as people write it. */
  String text(double number);

  /** The number of a value that {@link #text} gave. */
  double number(String text);

  /** Uniform over the values; over their logarithms in a log range. */
  double draw(SplitMix random);

  /** How far along the domain a number lies, on its scale: from 0 to 1. */
  double place(double number);

  /** The numbers that a grid takes. */
  List<Double> grid();

  /** How many values there are; as good as infinite for real numbers. */
  long size();

  /**
   * Values without an order.
   *
   * @param values as people write them, each once
   */
  record Choices(List<String> values) implements Domain {
    public Choices {
      values = List.copyOf(values);
    }

    @Override
    public String text(double number) {
      return values.get((int) number);
    }

    @Override
    public double number(String text) {
      return values.indexOf(text);
    }

    @Override
    public double draw(SplitMix random) {
      return random.nextInt(values.size());
    }

    @Override
    public double place(double number) {
      return (number + 0.5) / values.size();
    }

    @Override
    public List<Double> grid() {
      return IntStream.range(0, values.size()).mapToObj(i -> (double) i).toList();
    }

    @Override
    public long size() {
      return values.size();
    }
  }

  /**
   * Numbers from {@code from} to {@code to}, both included.
   *
   * @param log whether their logarithms are spread evenly, and not they themselves
   * @param whole whether they are integers
   * @param points how many a grid takes
   */
  record Range(double from, double to, boolean log, boolean whole, int points) implements Domain {
    private static final int DIGITS = 4;

    @Override
    public String text(double number) {
      double within = Math.max(from, Math.min(to, number));
      if (whole) {
        return String.valueOf(Math.round(within));
      }
      // Four digits are as fine as anybody can tell apart, and can be read.
      double rounded =
          within == 0 ? 0 : new BigDecimal(within).round(new MathContext(DIGITS)).doubleValue();
      return ConfigJson.text(Math.max(from, Math.min(to, rounded)));
    }

    @Override
    public double number(String text) {
      return Double.parseDouble(text);
    }

    @Override
    public double draw(SplitMix random) {
      return fromScale(random.between(low(), high()));
    }

    @Override
    public double place(double number) {
      return (toScale(number) - low()) / (high() - low());
    }

    @Override
    public List<Double> grid() {
      int count = (int) Math.min(points, size());
      return IntStream.range(0, count)
          .mapToObj(i -> toScale(from) + (toScale(to) - toScale(from)) * i / Math.max(1, count - 1))
          .map(scaled -> log ? Math.exp(scaled) : scaled)
          .distinct()
          .toList();
    }

    @Override
    public long size() {
      return whole ? Math.round(to - from) + 1 : Long.MAX_VALUE;
    }

    /** Where the numbers are spread evenly: their logarithm, or they themselves. */
    public double toScale(double number) {
      return log ? Math.log(number) : number;
    }

    double fromScale(double scaled) {
      double number = Math.max(from, Math.min(to, log ? Math.exp(scaled) : scaled));
      return whole ? Math.max(from, Math.min(to, Math.rint(number))) : number;
    }

    /** The lower end on the scale. An integer stands for half a unit to either side. */
    public double low() {
      return toScale(whole ? from - 0.5 : from);
    }

    public double high() {
      return toScale(whole ? to + 0.5 : to);
    }
  }
}
