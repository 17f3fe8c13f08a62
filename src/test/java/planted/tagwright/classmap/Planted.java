package planted.tagwright.classmap;

/** Breaks the rule of what classmap may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
