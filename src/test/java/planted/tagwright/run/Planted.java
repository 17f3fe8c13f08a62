package planted.tagwright.run;

/** Breaks the rule of what run may use. */
public class Planted {
  planted.tagwright.data.Planted forbidden;
}
