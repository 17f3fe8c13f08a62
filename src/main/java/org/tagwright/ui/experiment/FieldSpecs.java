package org.tagwright.ui.experiment;

import java.util.Arrays;
import java.util.List;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.metric.Metric;
import org.tagwright.ui.experiment.FieldSpec.Choice;
import org.tagwright.ui.experiment.FieldSpec.Kind;

/** The words of the form. Within a group the common fields stand first. */
final class FieldSpecs extends FieldList {
  private FieldSpecs() {}

  static List<FieldSpec> all() {
    FieldSpecs form = new FieldSpecs();
    form.model();
    form.data();
    form.schedule();
    form.learningRate();
    form.validation();
    form.output();
    return form.specs();
  }

  private void model() {
    begin(FormGroup.MODEL);
    List<Choice> backbones =
        ExperimentConfig.BACKBONES.stream().map(name -> new Choice(name, name)).toList();
    add(Kind.BACKBONE, "model.backbone", "Backbone", "", "", COMMON, backbones, null);
    yesNo(
        "model.pretrained",
        "Pretrained",
        "Start from torchvision's weights, else from scratch.",
        COMMON);
    file(
        "model.startFrom",
        "Start from file",
        "A .pt or .pth file in place of torchvision's weights.",
        "none",
        COMMON);
    folder("model.weightsFolder", "Weights folder", "Where downloaded weights are kept.", RARE);
    choice(
        "training.precision",
        "Precision",
        "Numbers of the heavy operations; auto takes the fastest that is safe here.",
        RARE,
        "auto",
        "fp32",
        "bf16",
        "fp16");
    add(Kind.TEXT, "training.device", "Device", "", "auto, cpu or gpu:0.", RARE, List.of(), null);
    number("training.threads", "Threads", "", "Native threads on the CPU.", RARE, "auto");
    number(
        "training.seed",
        "Seed",
        "",
        "Same seed and machine: the same run to the last bit.",
        RARE,
        null);
  }

  private void data() {
    begin(FormGroup.DATA);
    folder(
        "data.root",
        "Data folder",
        "Holds images and labels; relative paths below count from here.",
        COMMON);
    number(
        "data.imageSize", "Image size", "px", "Side of the square the network sees.", COMMON, null);
    number(
        "data.valSplit",
        "Validation share",
        "",
        "Share of the samples kept for validation.",
        COMMON,
        null);
    folder("data.trainImages", "Training images", "Folder of the images that have labels.", RARE);
    folder(
        "data.trainLabels",
        "Training labels",
        "One .cls file an image, a class index a line.",
        RARE);
    folder("data.testImages", "Test images", "Images to predict after training.", RARE);
    file(
        "data.classes",
        "Class names",
        "A file, one name a line; empty: the 80 of COCO.",
        "COCO",
        RARE);
    choice(
        "data.split",
        "Split",
        "Stratified brings rare classes to both sides.",
        RARE,
        "stratified",
        "random");
    choice(
        "data.resize", "Resize", "Squash both sides, or crop the centre.", RARE, "squash", "crop");
    choice(
        "data.onProblem",
        "Broken samples",
        "Stop and tell, or leave them out.",
        RARE,
        "stop",
        "skip");
    number("data.workers", "Decode threads", "", "Threads that read images.", RARE, "auto");
    add(
        Kind.TEXT,
        "data.pixelCache",
        "Pixel cache",
        "",
        "Decoded images kept in memory: auto, off or a limit such as 20 GB.",
        RARE,
        List.of(),
        null);
  }

  private void schedule() {
    begin(FormGroup.SCHEDULE);
    number("training.epochs", "Epochs", "", "Passes over the training images.", COMMON, null);
    number("training.batchSize", "Batch size", "images", "Images a step.", COMMON, null);
    yesNo(
        "training.freezeBackboneAtStart",
        "Freeze backbone first",
        "Train the head alone before the whole network.",
        COMMON);
    number(
        "training.unfreezeBackboneEpoch",
        "Unfreeze in epoch",
        "",
        "The first epoch that trains the backbone too.",
        COMMON,
        null);
    number(
        "training.batchSizeFrozen",
        "Batch size while frozen",
        "images",
        "A frozen backbone leaves room for more.",
        RARE,
        "same");
    number(
        "training.valBatchSize",
        "Validation batch",
        "images",
        "Changes speed, not scores.",
        RARE,
        null);
    choice(
        "training.posWeight",
        "Positive weight",
        "Balanced weighs rare classes up in the loss.",
        RARE,
        "balanced",
        "none");
  }

  private void learningRate() {
    begin(FormGroup.LEARNING_RATE);
    yesNo(
        "training.differential",
        "Separate rates",
        "One rate for the backbone, one for the head.",
        COMMON);
    number(
        "training.learningRate",
        "Learning rate",
        "",
        "Of all weights. Adam likes 1e-5 to 1e-3.",
        COMMON,
        null);
    number(
        "training.backboneLearningRate",
        "Backbone rate",
        "",
        "Usually a tenth of the head's.",
        COMMON,
        null);
    number(
        "training.headLearningRate",
        "Head rate",
        "",
        "The head starts from nothing, so it may run.",
        COMMON,
        null);
    add(
        Kind.NUMBERS,
        "training.milestones",
        "Milestones",
        "epochs",
        "After each the rates are multiplied by the factor.",
        COMMON,
        List.of(),
        null);
    number("training.decayFactor", "Decay factor", "×", "0.1 makes a tenth of them.", COMMON, null);
  }

  private void validation() {
    begin(FormGroup.VALIDATION);
    add(
        Kind.CHOICE,
        "validation.selectBy",
        "Select by",
        "",
        "The metric that picks the checkpoint and stops early.",
        COMMON,
        Arrays.stream(Metric.values()).map(m -> new Choice(m.key(), m.title())).toList(),
        null);
    yesNo("earlyStopping.enabled", "Stop early", "End when the metric no longer rises.", COMMON);
    number(
        "earlyStopping.patience",
        "Patience",
        "validations",
        "How many without a rise.",
        COMMON,
        null);
    number(
        "validation.everyNEpochs",
        "Validate every",
        "epochs",
        "And always after the last.",
        COMMON,
        null);
    number(
        "earlyStopping.minDelta", "Least rise", "", "A smaller rise counts as none.", RARE, null);
    number(
        "validation.trainMetricsEveryNEpochs",
        "Training metrics every",
        "epochs",
        "Scores on the training images; 0: never.",
        RARE,
        null);
    begin(FormGroup.THRESHOLD);
    choice(
        "validation.tuneThreshold",
        "Tune threshold",
        "Exact: the optimum; grid: 0.05 steps; off: the value given.",
        COMMON,
        "exact",
        "grid",
        "off");
    number(
        "validation.threshold",
        "Threshold",
        "",
        "A class is predicted when its score is greater.",
        COMMON,
        null);
  }

  private void output() {
    begin(FormGroup.OUTPUT);
    folder("output.runs", "Runs", "Each run gets a folder in here.", COMMON);
    folder("output.trainedModels", "Trained models", "Checkpoints, one a configuration.", COMMON);
    add(
        Kind.TEXT,
        "output.bestModel",
        "Best model",
        "",
        "Copy of the last run's chosen checkpoint.",
        RARE,
        List.of(),
        null);
    folder("output.predictions", "Predictions", "Where prediction files go.", RARE);
    yesNo("output.tensorBoard", "TensorBoard", "Also write event files for TensorBoard.", RARE);
  }
}
