package planted.tagwright.prediction;

/** Breaks the rule of what prediction may use. */
public class Planted {
  planted.tagwright.results.Planted forbidden;
}
