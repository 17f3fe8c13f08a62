package planted.tagwright.service;

/** Breaks the rule of what service may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
