package planted.tagwright.metric;

/** Breaks the rule of what metric may use. */
public class Planted {
  planted.tagwright.config.Planted forbidden;
}
