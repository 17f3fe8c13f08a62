package org.tagwright.config;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.common.ByteSize;
import org.tagwright.config.ExperimentConfig.ExifOrientation;
import org.tagwright.config.ExperimentConfig.OnProblem;
import org.tagwright.config.ExperimentConfig.ResizeMode;
import org.tagwright.config.ExperimentConfig.SplitMethod;
import org.tagwright.config.Setting.Choice;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.config.backbone.Preprocessing;

/** Where the images and labels are, and how they are read. */
public final class DataSettings {
  static final SettingList LIST = new SettingList(Section.DATA);

  /** Below this the deepest backbones have no pixels left before their last layers. */
  private static final int LEAST_IMAGE_SIZE = 32;

  private static final int GREATEST_IMAGE_SIZE = 2048;

  /** Stands for {@code auto} where a number is expected. */
  private static final int UNRESOLVED = Integer.MIN_VALUE;

  public static final Setting<Path> ROOT =
      LIST.folder(
              "data.root",
              () -> SettingList.home("ms-coco-dataset"),
              "Data folder",
              "Contains images and labels; relative paths are resolved against this folder.")
          .common()
          .column("data_root", "data")
          .build();

  public static final Setting<Integer> IMAGE_SIZE =
      LIST.number(
              "data.imageSize",
              224,
              "Image size",
              "Input resolution (square); auto is that of the published weights.")
          .common()
          .unit("px")
          .range(LEAST_IMAGE_SIZE, GREATEST_IMAGE_SIZE)
          .auto(UNRESOLVED, config -> preprocessing(config).cropSize())
          .refuseWith(config -> refused(config, config.data().imageSize()))
          .column("image_size")
          .token(30, config -> "px" + config.data().imageSize())
          .build();

  public static final Setting<Double> VAL_SPLIT =
      LIST.number("data.valSplit", 0.1, "Validation split", "Fraction held out for validation.")
          .common()
          .allowed("between 0 and 1, both excluded", share -> share > 0 && share < 1)
          .warn(
              config ->
                  config.data().valSplit() > 0.5
                      ? "leaves less than half of the samples for training"
                      : null)
          .column("val_split")
          .checkpoint("val_split")
          .build();

  public static final Setting<Integer> EVALUATION_SIZE =
      LIST.<Integer>number(
              "data.evaluationSize",
              null,
              "Evaluation size",
              "Input resolution for validation, evaluation and prediction, where it is another"
                  + " one.")
          .orNull("same")
          .unit("px")
          .range(LEAST_IMAGE_SIZE, GREATEST_IMAGE_SIZE)
          .refuseWith(config -> refused(config, config.data().evaluationSize()))
          .column("evaluation_size")
          .checkpoint("evaluation_size")
          .since("0.2.0")
          .build();

  public static final Setting<Path> TRAIN_IMAGES =
      LIST.folder(
              "data.trainImages",
              "images/train-resized",
              "Training images",
              "Folder of the labelled images, which are split into training and validation.")
          .relativeTo("data.root")
          .build();

  public static final Setting<Path> TRAIN_LABELS =
      LIST.folder(
              "data.trainLabels",
              "labels/train",
              "Training labels",
              "One .cls file per image, one class index per line.")
          .relativeTo("data.root")
          .build();

  public static final Setting<Path> TEST_IMAGES =
      LIST.folder(
              "data.testImages",
              "images/test-resized",
              "Test images",
              "Folder of images to predict after training.")
          .relativeTo("data.root")
          .outOfDigest()
          .build();

  public static final Setting<Path> CLASSES =
      LIST.file(
              "data.classes",
              "Class names",
              "A file with one name per line; leave empty for COCO's 80 classes.")
          .relativeTo("data.root")
          .prompt("COCO")
          .build();

  public static final Setting<Path> UNKNOWN_LABELS =
      LIST.folder(
              "data.unknownLabels",
              () -> null,
              "Unknown labels",
              "One .cls file per image with unknown classes, which count neither in loss nor in"
                  + " metrics.")
          .orNull("beside the labels")
          .relativeTo("data.root")
          .since("0.2.0")
          .build();

  public static final Setting<SplitMethod> SPLIT =
      LIST.choice(
              "data.split",
              SplitMethod.STRATIFIED,
              "Split method",
              "Stratified keeps class proportions in both splits.")
          .column("split")
          .build();

  public static final Setting<Path> VALIDATION_LIST =
      LIST.file(
              "data.validationList",
              "Validation list",
              "A file with one validation image per line, without its extension; replaces the"
                  + " validation split.")
          .relativeTo("data.root")
          .since("0.2.0")
          .build();

  public static final Setting<ResizeMode> RESIZE =
      LIST.choice(
              "data.resize",
              ResizeMode.SQUASH,
              "Resize",
              "Squash ignores the aspect ratio; crop keeps it and cuts off the edges.")
          .column("resize")
          .build();

  public static final Setting<Integer> RESIZE_SIZE =
      LIST.<Integer>number(
              "data.resizeSize",
              null,
              "Resize before crop",
              "Length of the shortest side before the crop; auto keeps the proportion of the"
                  + " published weights, such as 232 for 224.")
          .orNull("same")
          .unit("px")
          .auto(UNRESOLVED, DataSettings::resizeSize)
          .onlyIf("data.resize", ResizeMode.CROP)
          .range(LEAST_IMAGE_SIZE, 2 * GREATEST_IMAGE_SIZE)
          .refuseWith(
              config ->
                  config.data().resize() == ResizeMode.CROP
                          && config.data().resizeSize() < config.data().imageSize()
                      ? "must be at least the image size, " + config.data().imageSize()
                      : null)
          .column("resize_size")
          .since("0.2.0")
          .build();

  public static final Setting<Interpolation> INTERPOLATION =
      LIST.choice(
              "data.interpolation",
              Interpolation.BILINEAR,
              "Interpolation",
              "How images are resized; auto is as the published weights were evaluated.")
          .choices(
              List.of(
                  new Choice("auto", "auto"),
                  new Choice("bilinear", "bilinear"),
                  new Choice("bicubic", "bicubic")))
          .auto(null, config -> preprocessing(config).interpolation())
          .column("interpolation")
          .since("0.2.0")
          .build();

  public static final Setting<ExifOrientation> ORIENTATION =
      LIST.choice(
              "data.orientation",
              ExifOrientation.IGNORE,
              "EXIF orientation",
              "Ignore takes images as they are stored, as PIL does; apply turns photos upright.")
          .column("orientation")
          .since("0.2.0")
          .build();

  public static final Setting<OnProblem> ON_PROBLEM =
      LIST.choice(
              "data.onProblem", OnProblem.STOP, "Broken samples", "Stop and report, or skip them.")
          .build();

  public static final Setting<Integer> WORKERS =
      LIST.<Integer>number(
              "data.workers", null, "Decoding threads", "Threads that read and decode images.")
          .orNull("auto")
          .range(1, 1024)
          .outOfDigest()
          .column("num_workers")
          .build();

  public static final Setting<String> PIXEL_CACHE =
      LIST.text(
              "data.pixelCache",
              "auto",
              "Pixel cache",
              "Keeps decoded images in memory: auto, off, or a limit such as 20 GB.")
          .allowed(
              "auto, off or a size with its unit, such as 20 GB",
              cache ->
                  cache.equals("auto") || cache.equals("off") || ByteSize.parse(cache).isPresent())
          .outOfDigest()
          .build();

  private DataSettings() {}

  /** {@code null} where the published weights crop nothing, or nothing is cropped here. */
  private static Integer resizeSize(ExperimentConfig config) {
    Preprocessing published = preprocessing(config);
    int side = config.data().imageSize();
    int size = scaled(published.resizeSize(), published.cropSize(), side);
    return config.data().resize() == ResizeMode.CROP && size != side ? size : null;
  }

  private static Preprocessing preprocessing(ExperimentConfig config) {
    return ModelSettings.publishedWeights(config.model()).preprocessing();
  }

  /** The same part of each image in another size. */
  static ExperimentConfig.Data withSize(ExperimentConfig.Data data, int side) {
    ExperimentConfig.Data sized = data.with(IMAGE_SIZE, side);
    return data.resizeSize() == null
        ? sized
        : sized.with(RESIZE_SIZE, scaled(data.resizeSize(), data.imageSize(), side));
  }

  /** A length before the crop to {@code from} pixels, where the crop is to {@code to} instead. */
  public static int scaled(int resizeSize, int from, int to) {
    return Math.round((float) resizeSize * to / from);
  }

  /** Why the backbone cannot take images of that size, or {@code null}. */
  private static String refused(ExperimentConfig config, int side) {
    String backbone = config.model().backbone();
    return ExperimentConfig.BACKBONES.contains(backbone)
        ? BackboneFacts.of(backbone).refuses(side)
        : null;
  }
}
