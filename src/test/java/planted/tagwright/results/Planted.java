package planted.tagwright.results;

/** Breaks the rule of what results may use. */
public class Planted {
  planted.tagwright.prediction.Planted forbidden;
}
