package planted.tagwright.image;

/** Breaks the rule of what image may use. */
public class Planted {
  planted.tagwright.data.Planted forbidden;
}
