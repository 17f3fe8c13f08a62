package planted.tagwright.ui;

/** Breaks the rule of what ui may use. */
public class Planted {
  planted.tagwright.model.Planted forbidden;
}
