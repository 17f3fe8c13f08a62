package planted.tagwright.review;

/** Breaks the rule of what review may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
