package planted.tagwright.train;

/** Breaks the rule of what train may use. */
public class Planted {
  planted.tagwright.results.Planted forbidden;
}
