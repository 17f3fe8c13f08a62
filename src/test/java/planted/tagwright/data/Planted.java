package planted.tagwright.data;

/** Breaks the rule of what data may use. */
public class Planted {
  planted.tagwright.model.Planted forbidden;
}
