package planted.tagwright.torchfile;

/** Breaks the rule of what torchfile may use. */
public class Planted {
  planted.tagwright.run.Planted forbidden;
}
