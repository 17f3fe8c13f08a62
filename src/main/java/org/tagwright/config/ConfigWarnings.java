package org.tagwright.config;

import java.util.ArrayList;
import java.util.List;
import org.tagwright.config.ExperimentConfig.Training;

/** Settings that are allowed but have no effect, or hardly the one that was meant. */
final class ConfigWarnings {
  private final List<ConfigProblem> warnings = new ArrayList<>();

  private ConfigWarnings() {}

  static List<ConfigProblem> of(ExperimentConfig config) {
    ConfigWarnings found = new ConfigWarnings();
    found.model(config);
    found.schedule(config.training());
    found.learningRates(config.training());
    found.validation(config);
    return List.copyOf(found.warnings);
  }

  private void warn(boolean applies, String field, String message) {
    if (applies) {
      warnings.add(new ConfigProblem(field, message));
    }
  }

  private void model(ExperimentConfig config) {
    boolean scratch = !config.model().pretrained() && config.model().startFrom() == null;
    boolean frozen = config.training().frozenIn(1);
    warn(
        scratch && frozen,
        "training.freezeBackboneAtStart",
        "the backbone starts from random weights, so freezing it leaves the head little to learn"
            + " from");
    warn(
        config.model().startFrom() != null && config.model().pretrained(),
        "model.pretrained",
        "has no effect: model.startFrom takes its place");
  }

  private void schedule(Training training) {
    List<Integer> late =
        training.milestones().stream().filter(epoch -> epoch >= training.epochs()).toList();
    warn(
        !late.isEmpty(),
        "training.milestones",
        late + " lie at or behind the last epoch (" + training.epochs() + ") and change nothing");
    warn(
        training.decayFactor() > 1,
        "training.decayFactor",
        "is above 1: the learning rate grows at each milestone");
    warn(
        training.freezeBackboneAtStart() && training.unfreezeBackboneEpoch() > training.epochs(),
        "training.unfreezeBackboneEpoch",
        "lies behind the last epoch: the backbone stays frozen throughout");
    warn(
        training.freezeBackboneAtStart() && training.unfreezeBackboneEpoch() == 1,
        "training.freezeBackboneAtStart",
        "has no effect: the backbone is unfrozen from epoch 1 on");
  }

  private void learningRates(Training training) {
    double greatest =
        training.differential()
            ? Math.max(training.backboneLearningRate(), training.headLearningRate())
            : training.learningRate();
    warn(
        greatest > 0.1,
        training.differential() ? "training.headLearningRate" : "training.learningRate",
        "is very high for Adam; 1e-5 to 1e-3 is usual");
    warn(
        training.differential() && training.backboneLearningRate() > training.headLearningRate(),
        "training.backboneLearningRate",
        "is higher than the head's; usually it is the lower one");
  }

  private void validation(ExperimentConfig config) {
    warn(
        config.validation().everyNEpochs() > config.training().epochs(),
        "validation.everyNEpochs",
        "is more than there are epochs: only the last one is validated");
    warn(
        config.data().valSplit() > 0.5,
        "data.valSplit",
        "leaves less than half of the samples for training");
  }
}
