package planted.tagwright.proposal;

/** Breaks the rule of what proposal may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
