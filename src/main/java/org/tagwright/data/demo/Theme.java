package org.tagwright.data.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tagwright.data.demo.Glyphs.Glyph;

/** Which classes meet in a scene, and where: this is what makes classes co-occur. */
@SuppressWarnings("ImmutableEnumChecker") // what Set.of and List.of make is immutable
enum Theme {
  TRAFFIC(
      """
      person, bicycle, car, motorcycle, bus, train, truck, traffic light, fire hydrant, stop sign,
      parking meter, bench, dog, backpack, skateboard\
      """,
      Backdrop.STREET),
  ANIMALS(
      """
      bench, bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe, kite,
      potted plant\
      """,
      Backdrop.MEADOW),
  SEASIDE("airplane, boat, bird, umbrella, frisbee, kite, surfboard", Backdrop.SEA),
  SPORTS(
      """
      person, bicycle, frisbee, skis, snowboard, sports ball, baseball bat, baseball glove,
      skateboard, tennis racket, bottle\
      """,
      Backdrop.COURT,
      Backdrop.MEADOW),
  FOOD(
      """
      bottle, wine glass, cup, fork, knife, spoon, bowl, banana, apple, sandwich, orange, broccoli,
      carrot, hot dog, pizza, donut, cake, dining table\
      """,
      Backdrop.TABLE),
  HOME(
      """
      cat, dog, chair, couch, potted plant, bed, dining table, toilet, tv, book, clock, vase,
      teddy bear, hair drier\
      """,
      Backdrop.ROOM),
  WORK(
      """
      tie, cup, apple, chair, tv, laptop, mouse, remote, keyboard, cell phone, microwave, oven,
      toaster, sink, refrigerator, book, clock, scissors, toothbrush\
      """,
      Backdrop.ROOM,
      Backdrop.TABLE,
      Backdrop.LIGHTS),
  TRAVEL(
      "person, airplane, bus, train, backpack, umbrella, handbag, tie, suitcase, cell phone",
      Backdrop.LIGHTS,
      Backdrop.STREET);

  private final Set<String> classes;
  private final List<Backdrop> backdrops;

  Theme(String classes, Backdrop... backdrops) {
    this.classes = Set.of(classes.split(",\\s+"));
    this.backdrops = List.of(backdrops);
  }

  List<Backdrop> backdrops() {
    return backdrops;
  }

  /** Those of the glyphs that belong here, in the order given. */
  List<Glyph> members(List<Glyph> glyphs) {
    List<Glyph> members = new ArrayList<>();
    for (Glyph glyph : glyphs) {
      if (classes.contains(glyph.name())) {
        members.add(glyph);
      }
    }
    return members;
  }
}
