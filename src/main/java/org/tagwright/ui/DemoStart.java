package org.tagwright.ui;

import org.tagwright.data.demo.DemoDataset;
import org.tagwright.data.demo.DemoRecipe;
import org.tagwright.ui.common.ViewRequest.SetUp;
import org.tagwright.ui.common.Workbench;

/** Makes the demo data and puts its configuration into the form; Start is the person's. */
final class DemoStart implements Runnable {
  private final Workbench workbench;
  private boolean drawing;

  DemoStart(Workbench workbench) {
    this.workbench = workbench;
  }

  @Override
  public void run() {
    if (drawing) {
      return;
    }
    drawing = true;
    DemoRecipe recipe = new DemoRecipe(DemoRecipe.defaultRoot());
    workbench
        .background()
        .show(
            "Drawing the demo data",
            progress -> {
              DemoDataset.make(recipe.dataset(), recipe.options(), progress);
              return recipe.config();
            })
        .onEnd(() -> drawing = false)
        .onDone(
            config -> {
              workbench.navigator().go(new SetUp(config, "the demo in " + recipe.root()));
              workbench.problems().note("The demo data is ready. Press Start to train on it.");
            });
  }
}
