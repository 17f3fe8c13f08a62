package planted.tagwright.ui;

/** Breaks the rule of names, and formats numbers by itself. */
public class PlantedHelper {
  static String percent(double share) {
    return String.format("%.1f %%", 100 * share);
  }
}
