package org.tagwright.ui.common.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** A plot's colours, which come from the theme's tokens through {@code common.css}. */
final class PlotColors {
  static final int SERIES = 8;
  private static final StyleablePropertyFactory<LinePlot> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());

  private final List<StyleableObjectProperty<Color>> series = new ArrayList<>();
  private final StyleableObjectProperty<Color> grid;
  private final StyleableObjectProperty<Color> axis;
  private final StyleableObjectProperty<Color> mark;
  private final StyleableObjectProperty<Color> band;
  private final StyleableObjectProperty<Color> cursor;
  private final StyleableObjectProperty<Color> ground;

  PlotColors(LinePlot plot, Runnable changed) {
    for (int i = 0; i < SERIES; i++) {
      int index = i;
      series.add(property(plot, "series-" + (i + 1), c -> c.series.get(index), changed));
    }
    grid = property(plot, "grid", c -> c.grid, changed);
    axis = property(plot, "axis", c -> c.axis, changed);
    mark = property(plot, "mark", c -> c.mark, changed);
    band = property(plot, "band", c -> c.band, changed);
    cursor = property(plot, "cursor", c -> c.cursor, changed);
    ground = property(plot, "ground", c -> c.ground, changed);
  }

  private static StyleableObjectProperty<Color> property(
      LinePlot plot,
      String name,
      Function<PlotColors, StyleableProperty<Color>> getter,
      Runnable changed) {
    CssMetaData<LinePlot, Color> css =
        FACTORY.createColorCssMetaData("-plot-" + name, p -> getter.apply(p.colors()), Color.GRAY);
    return new StyleableObjectProperty<>(Color.GRAY) {
      @Override
      protected void invalidated() {
        changed.run();
      }

      @Override
      public CssMetaData<? extends Styleable, Color> getCssMetaData() {
        return css;
      }

      @Override
      public Object getBean() {
        return plot;
      }

      @Override
      public String getName() {
        return name;
      }
    };
  }

  static List<CssMetaData<? extends Styleable, ?>> cssMetaData() {
    return FACTORY.getCssMetaData();
  }

  Color series(int index) {
    return series.get(Math.floorMod(index, SERIES)).get();
  }

  Color grid() {
    return grid.get();
  }

  Color axis() {
    return axis.get();
  }

  Color mark() {
    return mark.get();
  }

  Color band() {
    return band.get();
  }

  Color cursor() {
    return cursor.get();
  }

  /** What the plot stands on, for gaps around dots. */
  Color ground() {
    return ground.get();
  }
}
