package planted.tagwright.search;

/** Breaks the rule of what search may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
