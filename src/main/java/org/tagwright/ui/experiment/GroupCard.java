package org.tagwright.ui.experiment;

import java.util.List;
import java.util.Locale;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.IntegerBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.config.Catalogue;
import org.tagwright.config.Section;
import org.tagwright.ui.common.Sheets;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/** A group of fields: the common ones in sight, the rest folded away until asked for or wrong. */
final class GroupCard extends VBox {
  private final Section section;
  private final List<FieldModel> fields;
  private final BooleanProperty unfolded = new SimpleBooleanProperty();
  private FieldGrid more;

  GroupCard(Section section, ExperimentModel model, Sheets sheets) {
    this.section = section;
    this.fields =
        Catalogue.in(section).stream().map(setting -> model.field(setting.path())).toList();
    getStyleClass().addAll("card", "group-card");
    setId("group-" + section.name().toLowerCase(Locale.ROOT));
    getChildren().add(head(model));
    List<FieldModel> common = fields.stream().filter(f -> f.setting().isCommon()).toList();
    List<FieldModel> rest = fields.stream().filter(f -> !f.setting().isCommon()).toList();
    getChildren().add(new FieldGrid(common, model, sheets));
    if (section == Section.AUGMENTATION) {
      getChildren().add(new VariantsPane(model.variants()));
    }
    if (!rest.isEmpty()) {
      Hyperlink fold = fold(rest.size());
      getChildren().add(fold);
      // Made when they are first asked for: half of all fields, and of the time the form takes.
      unfolded.addListener(
          (all, was, open) -> {
            if (more == null) {
              more = new FieldGrid(rest, model, sheets);
              getChildren().add(getChildren().indexOf(fold), more);
            }
            Shown.set(more, open);
          });
      // A problem must not hide.
      for (FieldModel field : rest) {
        field
            .problemProperty()
            .addListener((all, old, problem) -> unfolded.set(unfolded.get() || !problem.isEmpty()));
      }
      unfolded.set(rest.stream().anyMatch(field -> !field.problemProperty().get().isEmpty()));
    }
  }

  private HBox head(ExperimentModel model) {
    FontIcon icon = new FontIcon(icon(section));
    icon.getStyleClass().add("group-icon");
    Label title = Texts.of(section.title(), "group-title");
    IntegerBinding changed =
        Bindings.createIntegerBinding(
            () -> (int) fields.stream().filter(f -> f.changedProperty().get()).count(),
            fields.stream().map(FieldModel::changedProperty).toArray(Observable[]::new));
    Label count = Texts.empty("badge");
    count.textProperty().bind(changed.asString("%d changed"));
    count.visibleProperty().bind(changed.greaterThan(0));
    Button reset =
        Buttons.tool("mdi2u-undo-variant", "Reset " + section.title(), () -> model.reset(section));
    reset.setTooltip(new Tooltip("Reset this group to its defaults"));
    reset.visibleProperty().bind(changed.greaterThan(0));
    return new Row(8, icon, title, count, new Spacer(), reset);
  }

  private Hyperlink fold(int count) {
    Hyperlink link = new Hyperlink();
    link.getStyleClass().add("fold");
    link.textProperty()
        .bind(Bindings.when(unfolded).then("Fewer").otherwise(count + " more settings"));
    FontIcon icon = new FontIcon("mdi2c-chevron-down");
    unfolded.addListener(
        (all, was, open) -> icon.setIconLiteral(open ? "mdi2c-chevron-up" : "mdi2c-chevron-down"));
    link.setGraphic(icon);
    link.setOnAction(
        e -> {
          unfolded.set(!unfolded.get());
          link.setVisited(false);
        });
    return link;
  }

  private static String icon(Section section) {
    return switch (section) {
      case MODEL -> "mdi2l-layers-outline";
      case DATA -> "mdi2d-database-outline";
      case AUGMENTATION -> "mdi2i-image-multiple-outline";
      case SCHEDULE -> "mdi2c-calendar-clock";
      case LEARNING_RATE -> "mdi2c-chart-bell-curve-cumulative";
      case OPTIMIZER -> "mdi2s-speedometer";
      case LOSS -> "mdi2s-sigma";
      case VALIDATION -> "mdi2f-flag-checkered";
      case THRESHOLD -> "mdi2t-tune-variant";
      case OUTPUT -> "mdi2f-folder-outline";
    };
  }
}
