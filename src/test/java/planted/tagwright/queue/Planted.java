package planted.tagwright.queue;

/** Breaks the rule of what queue may use. */
public class Planted {
  planted.tagwright.cli.Planted forbidden;
}
