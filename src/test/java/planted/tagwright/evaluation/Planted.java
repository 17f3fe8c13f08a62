package planted.tagwright.evaluation;

/** Breaks the rule of what evaluation may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
