package planted.tagwright.cluster;

/** Breaks the rule of what cluster may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
