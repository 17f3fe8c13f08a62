package org.tagwright.config;

import java.nio.file.Path;

/** Where the results go. None of it changes what is learned. */
public final class OutputSettings {
  static final SettingList LIST = new SettingList(Section.OUTPUT);

  public static final Setting<Path> RUNS =
      LIST.folder(
              "output.runs",
              () -> SettingList.home("runs"),
              "Runs folder",
              "Each run gets its own folder in here.")
          .common()
          .outOfDigest()
          .build();

  public static final Setting<Path> TRAINED_MODELS =
      LIST.folder(
              "output.trainedModels",
              () -> SettingList.home("trained_models"),
              "Checkpoints folder",
              "One checkpoint per configuration.")
          .common()
          .outOfDigest()
          .build();

  public static final Setting<Path> BEST_MODEL =
      LIST.text(
              "output.bestModel",
              Path.of("best_model.pt"),
              "Best model",
              "File for a copy of the last run's best checkpoint.")
          .relativeTo("output.trainedModels")
          .outOfDigest()
          .build();

  public static final Setting<Path> PREDICTIONS =
      LIST.folder(
              "output.predictions",
              () -> SettingList.home("predictions"),
              "Predictions folder",
              "Where prediction files are saved.")
          .outOfDigest()
          .build();

  public static final Setting<Augment.InPrediction> PREDICTION_AUGMENT =
      LIST.choice(
              "prediction.augment",
              Augment.InPrediction.NONE,
              "Test-time augmentation",
              "Flip averages the scores of each image and its mirror image in predictions, which"
                  + " take twice as long. Validation does not use it.")
          .checkpoint(
              "prediction_augment",
              config -> config.prediction().augment() == Augment.InPrediction.FLIP ? "flip" : null)
          .outOfDigest()
          .since("0.2.0")
          .build();

  public static final Setting<Boolean> TENSOR_BOARD =
      LIST.onOff(
              "output.tensorBoard", false, "TensorBoard", "Also write event files for TensorBoard.")
          .outOfDigest()
          .build();

  private OutputSettings() {}
}
