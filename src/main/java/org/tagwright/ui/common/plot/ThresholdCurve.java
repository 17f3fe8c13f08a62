package org.tagwright.ui.common.plot;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.tagwright.metric.ThresholdPoint;

/** Weighted F1 over the threshold, drawn behind the slider so that one sees where to go. */
public final class ThresholdCurve extends Region {
  private final Path area = new Path();
  private final Path line = new Path();
  private List<ThresholdPoint> points = List.of();

  public ThresholdCurve() {
    getStyleClass().add("threshold-curve");
    area.getStyleClass().add("curve-area");
    line.getStyleClass().add("curve-line");
    area.setManaged(false);
    line.setManaged(false);
    getChildren().addAll(area, line);
  }

  /** Shows these points, by rising threshold; fewer than two are not drawn. */
  public void show(List<ThresholdPoint> curve) {
    points = curve;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    area.getElements().clear();
    line.getElements().clear();
    if (points.size() < 2 || getWidth() <= 0) {
      return;
    }
    double top = points.stream().mapToDouble(ThresholdPoint::score).max().orElse(1);
    double left = getInsets().getLeft();
    double width = getWidth() - left - getInsets().getRight();
    double height = getHeight();
    double scale = top <= 0 ? 0 : (height - 2) / top;
    area.getElements().add(new MoveTo(left + width * points.get(0).threshold(), height));
    for (ThresholdPoint point : points) {
      double x = left + width * point.threshold();
      double y = height - point.score() * scale;
      line.getElements().add(line.getElements().isEmpty() ? new MoveTo(x, y) : new LineTo(x, y));
      area.getElements().add(new LineTo(x, y));
    }
    double end = left + width * points.get(points.size() - 1).threshold();
    area.getElements().add(new LineTo(end, height));
  }
}
