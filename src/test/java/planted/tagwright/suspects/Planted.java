package planted.tagwright.suspects;

/** Breaks the rule of what suspects may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
