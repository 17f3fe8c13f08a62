package org.tagwright.config;

import java.nio.file.Path;
import java.util.List;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.Interpolation;
import org.tagwright.metric.Metric;

/**
 * Everything that decides what a run does. Component names are the JSON field names and the paths
 * that {@code --set} takes ({@code training.batchSize}). The {@link Catalogue} says what each is
 * for, its default, and what a {@code null} component means: "auto", "same" or "none".
 */
public record ExperimentConfig(
    /** Where values came from; it changes nothing by itself. */
    Recipe recipe,
    Data data,
    Augment augment,
    Model model,
    Training training,
    Validation validation,
    EarlyStopping earlyStopping,
    Prediction prediction,
    Output output) {

  /** Where the data lies and how it is read. */
  public record Data(
      /** Root of the data set, absolute. */
      Path root,
      /** As written; like all paths here relative to {@code root} unless absolute. */
      Path trainImages,
      Path testImages,
      Path trainLabels,
      /** One class name per line, or {@code null}: the 80 COCO names. */
      Path classes,
      /** Of the same form as {@code trainLabels}; {@code null}: {@code unknown} beside it. */
      Path unknownLabels,
      /** Share of the samples that validate, in (0, 1). */
      double valSplit,
      SplitMethod split,
      /** The stems that validate, one per line, or {@code null}: the split is drawn. */
      Path validationList,
      /** Side of the square network input, pixels. */
      int imageSize,
      /** What the shortest side is resized to before a crop, or {@code null}: {@code imageSize}. */
      Integer resizeSize,
      /** The same for validation and every later use, or {@code null}: {@code imageSize}. */
      Integer evaluationSize,
      ResizeMode resize,
      Interpolation interpolation,
      ExifOrientation orientation,
      OnProblem onProblem,
      /** Decode threads, or {@code null}: auto. */
      Integer workers,
      /** {@code "auto"}, {@code "off"} or a size such as {@code "20 GB"}. */
      String pixelCache)
      implements Records.Part<Data> {
    /** The same images in the size in which they are evaluated. */
    public Data forEvaluation() {
      return evaluationSize == null ? this : DataSettings.withSize(this, evaluationSize);
    }

    public Path trainImagesFolder() {
      return root.resolve(trainImages);
    }

    public Path testImagesFolder() {
      return root.resolve(testImages);
    }

    public Path trainLabelsFolder() {
      return root.resolve(trainLabels);
    }

    /** Whose files list the classes that are neither present nor absent; it need not exist. */
    public Path unknownLabelsFolder() {
      return unknownLabels == null
          ? trainLabelsFolder().resolveSibling("unknown")
          : root.resolve(unknownLabels);
    }

    /** The class-names file, or {@code null} for the built-in names. */
    public Path classesFile() {
      return classes == null ? null : root.resolve(classes);
    }
  }

  /** Which network, and what it starts from. */
  public record Model(
      /** torchvision's name, one of {@link #BACKBONES}. */
      String backbone,
      Pooling pooling,
      Head head,
      boolean pretrained,
      ModelSettings.WeightsVersion weights,
      /** A weight file to start from instead of the published weights, or {@code null}. */
      Path startFrom,
      Path weightsFolder)
      implements Records.Part<Model> {}

  /** How it is trained. Epochs count from 1. */
  public record Training(
      int epochs,
      int batchSize,
      /** Batch size while the backbone is frozen, or {@code null}: the same. */
      Integer batchSizeFrozen,
      int valBatchSize,
      boolean freezeBackboneAtStart,
      int unfreezeBackboneEpoch,
      /** Learning rate of all parameters when not {@code differential}. */
      double learningRate,
      boolean differential,
      double backboneLearningRate,
      double headLearningRate,
      /** Epochs after which the learning rates are multiplied by {@code decayFactor}. */
      List<Integer> milestones,
      double decayFactor,
      PosWeight posWeight,
      Precision precision,
      /** {@code "auto"}, {@code "cpu"} or {@code "gpu:N"}. */
      String device,
      /** Native threads, or {@code null}: auto. */
      Integer threads,
      long seed,
      OptimizerSettings.OptimizerKind optimizer,
      /** Of {@code sgd}. */
      double momentum,
      /** Of all weights but biases and those of norms. */
      double weightDecay,
      /** Greatest global norm of the gradients; 0: any. */
      double gradientClip,
      /** Batches whose gradients make up one step of the optimizer. */
      int accumulate,
      /** The same while the backbone is frozen. */
      int accumulateFrozen,
      LossSettings.LossKind loss,
      double focalGamma,
      double focalAlpha,
      double gammaPositive,
      double gammaNegative,
      double probabilityMargin,
      double labelSmoothing,
      LearningRateSettings.Schedule schedule,
      /** Epochs in which the learning rate rises; may be a fraction. */
      double warmupEpochs,
      /** What {@code cosine} ends at. */
      double minLearningRate,
      /** Decay of the weights' exponential moving average; 0: none. */
      double ema)
      implements Records.Part<Training> {
    public Training {
      milestones = List.copyOf(milestones);
    }

    /** The epochs after which the rate falls; none where the schedule is another. */
    public List<Integer> effectiveMilestones() {
      return schedule == LearningRateSettings.Schedule.MILESTONES ? milestones : List.of();
    }

    /** The batch size in force while the backbone is frozen. */
    public int effectiveBatchSizeFrozen() {
      return batchSizeFrozen == null ? batchSize : batchSizeFrozen;
    }

    /** Whether the backbone is frozen in the given epoch (1-based). */
    public boolean frozenIn(int epoch) {
      return freezeBackboneAtStart && epoch < unfreezeBackboneEpoch;
    }
  }

  /** When and by what the network is judged. */
  public record Validation(
      int everyNEpochs,
      /** 0: never. */
      int trainMetricsEveryNEpochs,
      Metric selectBy,
      /** Scores above it predict the class, where nothing is tuned. */
      double threshold,
      ValidationSettings.TuneThreshold tuneThreshold)
      implements Records.Part<Validation> {
    /** Whether an epoch (1-based) is validated. The last always is: a run must end with a score. */
    public boolean validates(int epoch, int epochs) {
      return epoch % everyNEpochs == 0 || epoch == epochs;
    }
  }

  /** When to stop before the last epoch. {@code patience} counts validations. */
  public record EarlyStopping(boolean enabled, int patience, double minDelta)
      implements Records.Part<EarlyStopping> {}

  /** How a checkpoint scores images unless something else is asked for. */
  public record Prediction(Augment.InPrediction augment) implements Records.Part<Prediction> {}

  /** Where the results go. */
  public record Output(
      Path trainedModels,
      /** Relative to {@code trainedModels} unless absolute. */
      Path bestModel,
      Path runs,
      Path predictions,
      boolean tensorBoard)
      implements Records.Part<Output> {
    public Path bestModelFile() {
      return trainedModels.resolve(bestModel);
    }
  }

  /** What makes one number of each feature map, for a linear head. */
  public enum Pooling {
    AVERAGE,
    MAX,
    /** The averages, then the maxima. */
    BOTH
  }

  /** What turns feature maps into scores. */
  public enum Head {
    /** Pooling, then a linear layer with batch norm. */
    LINEAR,
    /** Class-specific residual attention, Zhu and Wu 2021. */
    CSRA,
    /** A transformer decoder with a query per class, Ridnik et al. 2021. */
    ML_DECODER
  }

  /** How the validation split is drawn. */
  public enum SplitMethod {
    STRATIFIED,
    RANDOM
  }

  /** How an image becomes a square. */
  public enum ResizeMode {
    /** Both sides scaled to the input size. */
    SQUASH,
    /** Shortest side scaled, then the centre cropped. */
    CROP
  }

  /** What an image's Exif data about how the camera was held are to it. */
  public enum ExifOrientation {
    /** The image is taken as it is stored, as {@code Image.open} of PIL does. */
    IGNORE,
    /** The image is turned upright, as {@code ImageOps.exif_transpose} of PIL does. */
    APPLY
  }

  /** What to do with samples that cannot be used. */
  public enum OnProblem {
    STOP,
    SKIP
  }

  /** Weight of the positives in the loss. */
  public enum PosWeight {
    /** Negatives / positives of the training split, class by class. */
    BALANCED,
    NONE
  }

  /** Number format of heavy operations. Weights, optimizer state and statistics stay float32. */
  public enum Precision {
    AUTO,
    FP32,
    BF16,
    FP16
  }

  /** The backbones there are, by torchvision's names. */
  public static final List<String> BACKBONES = BackboneFacts.names();

  /** The configuration with nothing set. */
  public static ExperimentConfig defaults() {
    return Records.config(Setting::defaultValue);
  }

  /** Whether training images are changed at random in the given epoch (1-based). */
  public boolean augmentedIn(int epoch) {
    return augment.any() && (augment.whileFrozen() || !training.frozenIn(epoch));
  }

  /** The same with a value wherever {@code auto} was written. */
  public ExperimentConfig resolved() {
    return Catalogue.resolve(this);
  }

  /** A copy with one setting replaced. */
  public <T> ExperimentConfig with(Setting<T> setting, T value) {
    return Records.config(each -> each == setting ? value : each.value(this));
  }

  /** The same experiment on other data. */
  public ExperimentConfig with(Data otherData) {
    return new ExperimentConfig(
        recipe, otherData, augment, model, training, validation, earlyStopping, prediction, output);
  }
}
