package planted.tagwright.ui;

/** Breaks the rule of names. */
public class PlantedHelper {}
