package planted.tagwright.doctor;

/** Breaks the rule of what doctor may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
