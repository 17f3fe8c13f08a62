package org.tagwright.ui.experiment.backbone;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.tagwright.ui.common.widget.Buttons;
import org.tagwright.ui.common.widget.Row;
import org.tagwright.ui.common.widget.Segments;
import org.tagwright.ui.common.widget.Shown;
import org.tagwright.ui.common.widget.Spacer;
import org.tagwright.ui.common.widget.Texts;

/**
 * Asks for a backbone. Typing filters, the arrow keys go through the list, Enter takes what is
 * chosen, Shift and Ctrl choose several.
 */
public final class BackboneSheet extends VBox {
  /** Below this the plot takes the place of the list instead of standing beside it. */
  private static final double ROOM_FOR_BOTH = 1000;

  private static final String LIST = "List";
  private static final String PLOT = "Plot";

  private final BackboneModel model;
  private final Runnable close;
  private final TextField search = new TextField();
  private final BackboneTable table;
  private final VBox chart;
  private final Segments<String> one = new Segments<>(List.of(LIST, PLOT), title -> title);

  public BackboneSheet(BackboneModel model, Runnable close) {
    this.model = model;
    this.close = close;
    getStyleClass().addAll("sheet", "backbone-sheet");
    setId("backboneSheet");
    table = new BackboneTable(model, this::use);
    chart = chart();
    HBox.setHgrow(table, Priority.ALWAYS);
    HBox.setHgrow(chart, Priority.ALWAYS);
    HBox both = new HBox(16, table, chart);
    VBox.setVgrow(both, Priority.ALWAYS);
    getChildren().addAll(head(), both, preprocessing(), foot());
    widthProperty().addListener(e -> arrange());
    one.valueProperty().addListener(e -> arrange());
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    arrange();
  }

  private Node head() {
    search.setPromptText("Filter by name or family");
    search.setAccessibleText("Filter by name or family");
    search.setId("backboneFilter");
    search.setPrefColumnCount(20);
    search.textProperty().bindBidirectional(model.filterProperty());
    one.button(PLOT).setId("backbonePlot");
    Row find = new Row(8, new FontIcon("mdi2m-magnify"), search);
    find.getStyleClass().add("find");
    return new Row(12, Texts.whole("Choose a backbone", "sheet-title"), new Spacer(), one, find);
  }

  private VBox chart() {
    List<Cost> costs = Cost.comparable(model.offers());
    AccuracyPlot plot = new AccuracyPlot(model, costs.get(0), this::use);
    Segments<Cost> cost = new Segments<>(costs, Cost::title);
    plot.costProperty().bind(cost.valueProperty());
    VBox.setVgrow(plot, Priority.ALWAYS);
    Label line = Texts.of("The line joins those that none beats at their cost.", "muted", "small");
    Row above = new Row(10, Texts.whole("Accuracy over", "muted", "small"), cost, new Spacer());
    VBox all = new VBox(10, above, plot, line);
    all.setMinWidth(0);
    return all;
  }

  private Node preprocessing() {
    CheckBox published = new CheckBox("Preprocess images as its weights were evaluated");
    published.setId("asPublished");
    published.setMinWidth(USE_PREF_SIZE);
    published.selectedProperty().bindBidirectional(model.asPublishedProperty());
    Label how = Texts.of("", "muted", "small");
    Runnable say = () -> how.setText(model.preprocessing());
    model.chosen().addListener((ListChangeListener<BackboneOffer>) change -> say.run());
    say.run();
    return new Row(10, published, how);
  }

  private Node foot() {
    Button use = Buttons.of(model.action(), this::use, "accent");
    use.setId("useBackbone");
    use.setMinWidth(USE_PREF_SIZE);
    model
        .chosen()
        .addListener((ListChangeListener<BackboneOffer>) change -> use.setText(model.action()));
    Label hint = Texts.of("Hold Ctrl or Shift to try several.", "muted", "small");
    Row foot = new Row(8, hint, new Spacer(), Buttons.cancel(close), use);
    foot.setAlignment(Pos.CENTER_LEFT);
    return foot;
  }

  private void arrange() {
    boolean roomy = getWidth() >= ROOM_FOR_BOTH;
    Shown.set(one, !roomy);
    Shown.set(table, roomy || one.valueProperty().get().equals(LIST));
    Shown.set(chart, roomy || one.valueProperty().get().equals(PLOT));
    table.setMinWidth(roomy ? getWidth() * 0.56 : 0);
    table.setMaxWidth(roomy ? getWidth() * 0.56 : Double.MAX_VALUE);
  }

  /** Enter takes the choice wherever the keys go; from the text the arrows reach the list. */
  private void pressed(KeyEvent key) {
    if (key.getCode() == KeyCode.ENTER && !(key.getTarget() instanceof Button)) {
      key.consume();
      use();
    } else if (key.getCode() == KeyCode.DOWN && search.isFocused()) {
      key.consume();
      table.requestFocus();
    }
  }

  private void use() {
    close.run();
    model.use();
  }

  @Override
  public void requestFocus() {
    search.requestFocus();
  }
}
