package planted.tagwright.checkpoint;

/** Breaks the rule of what checkpoint may use. */
public class Planted {
  planted.tagwright.train.Planted forbidden;
}
