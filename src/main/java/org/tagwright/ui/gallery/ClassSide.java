package org.tagwright.ui.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.common.Units;
import org.tagwright.metric.ClassScore;
import org.tagwright.review.Changes;
import org.tagwright.review.GalleryFilter;
import org.tagwright.review.LiveScores;
import org.tagwright.review.ScoredImages;
import org.tagwright.review.Thresholds;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** The list of classes: how each fares, one click to see only its images, its own threshold. */
final class ClassSide extends VBox {
  private final GalleryModel model;
  private final ObservableList<ClassRow> rows = FXCollections.observableArrayList();
  private final ListView<ClassRow> list = new ListView<>(rows);
  private final ObjectProperty<ClassRow.Order> order =
      new SimpleObjectProperty<>(ClassRow.Order.SUPPORT);
  private final Label chosen = Texts.empty("strong");
  private final Label value = Texts.empty("threshold-value");
  private final Slider slider = new Slider(0, 1, 0.5);
  private final Button follow = new Button("Use global");
  private final VBox threshold;
  private final MenuButton sort = new MenuButton(null, new FontIcon("mdi2s-sort"));
  private ConfusionList confusions;
  private boolean updating;

  ClassSide(GalleryModel model) {
    this.model = model;
    getStyleClass().add("class-side");
    order.addListener((o, was, is) -> refresh());
    HBox header = new Row(8, pages(), new Spacer(), orders());
    list.setCellFactory(view -> new ClassCell());
    list.setAccessibleText("Classes");
    list.getStyleClass().add("class-list");
    StackPane lists = new StackPane(list, confusions);
    VBox.setVgrow(lists, Priority.ALWAYS);
    threshold = threshold();
    getChildren().setAll(header, lists, threshold);
    list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> choose(is));
    model.scoresProperty().addListener((o, was, is) -> refresh());
    model.filterProperty().addListener((o, was, is) -> refresh());
    model.comparison().changesProperty().addListener((o, was, is) -> refresh());
    model
        .comparison()
        .activeProperty()
        .addListener(
            (o, was, is) -> order.set(is ? ClassRow.Order.CHANGED : ClassRow.Order.SUPPORT));
  }

  /** The orders of the classes, as a menu. */
  private MenuButton orders() {
    sort.getStyleClass().addAll("flat", "button-icon", "no-arrow");
    sort.setAccessibleText("Order of the classes");
    Tooltip tooltip = new Tooltip();
    tooltip
        .textProperty()
        .bind(Bindings.createStringBinding(() -> "Order: " + order.get().title(), order));
    sort.setTooltip(tooltip);
    ToggleGroup group = new ToggleGroup();
    for (ClassRow.Order each : ClassRow.Order.values()) {
      RadioMenuItem item = new RadioMenuItem(each.title());
      item.setToggleGroup(group);
      item.setOnAction(e -> order.set(each));
      item.setSelected(order.get() == each);
      order.addListener((o, was, is) -> item.setSelected(is == each));
      sort.getItems().add(item);
    }
    return sort;
  }

  /** Classes or confusions. */
  private HBox pages() {
    confusions = new ConfusionList(model);
    Segments<String> pages = new Segments<>(List.of("Classes", "Confusions"), name -> name);
    ToggleButton confused = pages.button("Confusions");
    list.visibleProperty().bind(confused.selectedProperty().not());
    sort.visibleProperty().bind(confused.selectedProperty().not());
    confusions.visibleProperty().bind(confused.selectedProperty());
    confused
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.scoresProperty().get().metrics() == null, model.scoresProperty()));
    return pages;
  }

  private VBox threshold() {
    chosen.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(chosen, Priority.ALWAYS);
    slider.setAccessibleText("Threshold of the chosen class");
    slider.setBlockIncrement(0.01);
    slider
        .valueProperty()
        .addListener(
            (o, was, is) -> {
              int k = model.filterProperty().get().classIndex();
              if (!updating && k >= 0) {
                model.setClassThreshold(k, is.doubleValue());
              }
            });
    follow.getStyleClass().addAll("small", "flat");
    follow.setTooltip(new Tooltip("Use the global threshold for this class"));
    follow.setOnAction(
        e ->
            model
                .thresholdsProperty()
                .set(
                    model
                        .thresholdsProperty()
                        .get()
                        .withoutOwn(model.filterProperty().get().classIndex())));
    Button clear =
        Buttons.of(
            "All classes",
            () -> model.filterProperty().set(model.filterProperty().get().withClass(-1)),
            "small",
            "flat");
    clear.setGraphic(new FontIcon("mdi2c-close"));
    HBox top = new Row(8, chosen, value);
    FlowPane buttons = new FlowPane(4, 4, follow, clear);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox box = new VBox(4, top, slider, buttons);
    box.getStyleClass().add("class-threshold");
    return box;
  }

  private void choose(ClassRow row) {
    if (!updating && row != null) {
      GalleryFilter filter = model.filterProperty().get();
      model.filterProperty().set(filter.withClass(row.index()));
    }
  }

  private void refresh() {
    updating = true;
    ScoredImages images = model.imagesProperty().get();
    LiveScores scores = model.scoresProperty().get();
    Thresholds thresholds = model.thresholdsProperty().get();
    int only = model.filterProperty().get().classIndex();
    Changes found = model.comparison().changesProperty().get();
    Changes changes = found.perClass().size() == images.classes().size() ? found : Changes.NONE;
    List<ClassRow> fresh = new ArrayList<>();
    if (scores.predicted().size() == images.classes().size()
        && thresholds.classes() == images.classes().size()) {
      for (int k = 0; k < images.classes().size(); k++) {
        fresh.add(row(k, images, scores, thresholds, changes));
      }
    }
    fresh.sort(comparator(order.get()));
    rows.setAll(fresh);
    list.getSelectionModel().clearSelection();
    fresh.stream()
        .filter(r -> r.index() == only)
        .findFirst()
        .ifPresent(r -> list.getSelectionModel().select(r));
    boolean any = !fresh.isEmpty() && only >= 0;
    Shown.set(threshold, any);
    if (any) {
      chosen.setText(images.classes().get(only));
      double now = thresholds.of(only);
      value.setText(Units.text("> %.2f", now));
      slider.setValue(now);
      follow.setDisable(!thresholds.hasOwn(only));
    }
    updating = false;
  }

  private static ClassRow row(
      int k, ScoredImages images, LiveScores scores, Thresholds thresholds, Changes changes) {
    int predicted = scores.predicted().get(k);
    ClassScore score = scores.metrics() == null ? null : scores.metrics().perClass().get(k);
    double share = images.size() == 0 ? 0 : (double) predicted / images.size();
    return new ClassRow(
        k,
        images.classes().get(k),
        predicted,
        score,
        share,
        thresholds.of(k),
        thresholds.hasOwn(k),
        changes.perClass().isEmpty() ? null : changes.perClass().get(k));
  }

  /** Classes without a value come last; equal ones stay in class order. */
  private static Comparator<ClassRow> comparator(ClassRow.Order order) {
    Comparator<ClassRow> byIndex = Comparator.comparingInt(ClassRow::index);
    return switch (order) {
      case INDEX -> byIndex;
      case NAME -> Comparator.comparing(ClassRow::name);
      case PREDICTED -> Comparator.comparingInt((ClassRow r) -> -r.predicted());
      case SUPPORT ->
          Comparator.comparingInt((ClassRow r) -> -r.support())
              .thenComparingInt(r -> -r.predicted())
              .thenComparing(byIndex);
      case WORST_F1 -> Comparator.comparingDouble(ClassRow::f1).thenComparing(byIndex);
      case CHANGED ->
          Comparator.comparingInt((ClassRow r) -> -r.changed())
              .thenComparingInt(r -> -r.support())
              .thenComparing(byIndex);
      case BEST_F1 ->
          Comparator.comparingDouble((ClassRow r) -> Double.isNaN(r.f1()) ? 2 : -r.f1())
              .thenComparing(byIndex);
    };
  }
}
