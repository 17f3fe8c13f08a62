package planted.tagwright.common;

/** Breaks the rule of what common may use. */
public class Planted {
  planted.tagwright.metric.Planted forbidden;
}
