package org.tagwright.ui.results;

import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.layout.StackPane;
import org.tagwright.ui.common.EmptyState;
import org.tagwright.ui.common.GuidePage;
import org.tagwright.ui.common.ViewId;
import org.tagwright.ui.common.Workbench;
import org.tagwright.ui.common.widget.Buttons;

/** The table or the groups; where there is nothing to show, why, and what to do about it. */
final class ResultsContent {
  private final ResultsModel model;

  ResultsContent(
      StackPane content,
      ResultsModel model,
      Workbench workbench,
      CheckpointTableView table,
      GroupTree tree) {
    this.model = model;
    EmptyState empty =
        new EmptyState(
                "mdi2t-table-large",
                "No checkpoints here",
                "Train a model and its best checkpoint appears here, or choose another folder of"
                    + " .pt files above.",
                Buttons.of(
                    "Set up an experiment",
                    () -> workbench.navigator().go(ViewId.EXPERIMENT),
                    "accent"))
            .guidedBy(workbench, GuidePage.COMPARING);
    EmptyState noMatch =
        new EmptyState(
            "mdi2f-filter-off-outline",
            "No checkpoint matches the filter",
            "Change the filter, or remove it to see all.",
            Buttons.of("Remove the filter", () -> model.change(q -> q.withFilter("")), "accent"));
    EmptyState allArchived =
        EmptyState.allArchived("checkpoints", () -> model.change(q -> q.withShowArchived(true)));
    content.getChildren().addAll(table, tree, empty, noMatch, allArchived);
    BooleanBinding grouped = when(page -> !page.groups().isEmpty());
    BooleanBinding nothing = when(page -> page.all().rows().isEmpty());
    BooleanBinding noRows = when(page -> page.table().rows().isEmpty());
    BooleanBinding hidden =
        when(page -> page.hidden() > 0 && page.hidden() == page.all().rows().size());
    table.visibleProperty().bind(grouped.or(noRows).not());
    tree.visibleProperty().bind(grouped);
    empty.visibleProperty().bind(nothing.and(model.foundNothingProperty()));
    noMatch.visibleProperty().bind(noRows.and(nothing.or(hidden).not()));
    allArchived.visibleProperty().bind(hidden);
  }

  private BooleanBinding when(Predicate<ResultsPage> condition) {
    return Bindings.createBooleanBinding(
        () -> condition.test(model.pageProperty().get()), model.pageProperty());
  }
}
