package planted.tagwright.export;

/** Breaks the rule of what export may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
