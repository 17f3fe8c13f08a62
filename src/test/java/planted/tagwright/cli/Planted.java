package planted.tagwright.cli;

/** Breaks the rule of what cli may use. */
public class Planted {
  planted.tagwright.ui.Planted forbidden;
}
