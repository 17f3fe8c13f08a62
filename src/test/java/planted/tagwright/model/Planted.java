package planted.tagwright.model;

/** Breaks the rule of what model may use. */
public class Planted {
  planted.tagwright.train.Planted forbidden;
}
