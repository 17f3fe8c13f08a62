package planted.tagwright.process;

/** Breaks the rule of what process may use. */
public class Planted {
  planted.tagwright.train.Planted forbidden;
}
