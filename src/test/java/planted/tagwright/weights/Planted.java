package planted.tagwright.weights;

/** Breaks the rule of what weights may use. */
public class Planted {
  planted.tagwright.ui.Planted forbidden;
}
