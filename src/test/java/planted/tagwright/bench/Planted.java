package planted.tagwright.bench;

/** Breaks the rule of what bench may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
