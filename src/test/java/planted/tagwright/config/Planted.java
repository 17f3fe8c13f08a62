package planted.tagwright.config;

/** Breaks the rule of what config may use. */
public class Planted {
  planted.tagwright.run.Planted forbidden;
}
