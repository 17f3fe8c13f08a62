package org.tagwright.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.config.ModelSettings;
import org.tagwright.model.head.Head;
import org.tagwright.model.layer.Pass;
import org.tagwright.model.layer.Precision;
import org.tagwright.model.layer.TorchFunctions;
import org.tagwright.model.layer.Weight;
import org.tagwright.torchfile.tensor.TorchTensor;

/**
 * A backbone with its head on a device: images in, one logit per class out.
 *
 * <p>What a training step makes belongs to a manager of its own, see {@link #newStep}, which gives
 * all native memory back at its end.
 *
 * <p>Not for use by several threads at once, but for evaluation.
 */
public final class Classifier implements AutoCloseable {
  private final Backbone backbone;
  private final int classes;
  private final Precision precision;
  private final NDManager manager;
  private final Architecture architecture;
  private final Normalisation normalisation;
  private LoadReport loaded;
  private boolean noise = true;
  private long weightsVersion;

  private Classifier(
      ExperimentConfig.Model model,
      int classes,
      Device device,
      Precision precision,
      Map<String, TorchTensor> tensors) {
    backbone = Backbone.of(model.backbone());
    this.classes = classes;
    this.precision = precision;
    manager = NDManager.newBaseManager(device, "PyTorch");
    architecture = Architecture.of(model, classes);
    StateDict.takePlaces(state(), tensors);
    state().forEach(weight -> weight.create(manager));
    normalisation = new Normalisation(manager, precision);
  }

  /**
   * A new network with average pooling and a linear head, its first weights drawn by {@code seed}
   * as torchvision draws them.
   *
   * @param precision number format of the backbone's arithmetic
   */
  public static Classifier create(
      Backbone backbone, int classes, long seed, Device device, Precision precision) {
    ExperimentConfig.Model model =
        ExperimentConfig.defaults().model().with(ModelSettings.BACKBONE, backbone.name());
    return create(model, classes, seed, device, precision, Map.of());
  }

  /**
   * The network that {@code model} describes with the weights that {@code tensors} has, by name and
   * shape; only the others are drawn, which for large networks takes longer than all the rest. A
   * head of which one weight does not fit is another head: all of it is drawn.
   */
  public static Classifier create(
      ExperimentConfig.Model model,
      int classes,
      long seed,
      Device device,
      Precision precision,
      Map<String, TorchTensor> tensors) {
    Classifier classifier = new Classifier(model, classes, device, precision, tensors);
    classifier.loaded =
        StateDict.start(classifier.state(), tensors, classifier.architecture.network(), seed);
    return classifier;
  }

  /** How the tensors that it was made with fit. */
  public LoadReport loaded() {
    return loaded;
  }

  /** The path of the head, under which its weights are in the state dict. */
  public String headPath() {
    return architecture.network().head();
  }

  /** Drops nothing from now on, in training neither: for comparisons. */
  Classifier withoutNoise() {
    noise = false;
    return this;
  }

  public Architecture architecture() {
    return architecture;
  }

  public Backbone backbone() {
    return backbone;
  }

  public int classes() {
    return classes;
  }

  public Precision precision() {
    return precision;
  }

  public Device device() {
    return manager.getDevice();
  }

  /** A manager for the arrays of one step, to be closed after it. */
  public NDManager newStep() {
    return manager.newSubManager();
  }

  /**
   * A batch as the network takes it.
   *
   * @param pixels direct, uint8, {@code count} · {@code size} · {@code size} · 3, RGB; must not be
   *     changed before the step is over
   */
  public NDArray images(NDManager step, ByteBuffer pixels, int count, int size) {
    return step.create(pixels, new Shape(count, size, size, 3), DataType.UINT8);
  }

  /**
   * Logits, N × classes, float32.
   *
   * @param images uint8 N,H,W,3 as they come from the decoder, or float32 N,3,H,W already
   *     normalised
   * @param noiseSeed decides what dropout drops; not used in evaluation
   */
  public NDArray logits(NDArray images, Mode mode, long noiseSeed) {
    try (NDArray features = features(images, mode, noiseSeed)) {
      return head(features, mode, noiseSeed);
    }
  }

  /** What stays the same of each image while the backbone is frozen; the first dimension is N. */
  public NDArray features(NDArray images, Mode mode, long noiseSeed) {
    if (mode == Mode.TRAIN) {
      weightsChanged();
      Pass pass = training(precision, noiseSeed);
      return Recording.on(() -> features(images, pass));
    }
    return Recording.off(() -> features(images, Pass.evaluation(precision, weightsVersion)));
  }

  /** To be called after the backbone's weights or statistics have changed. */
  void weightsChanged() {
    weightsVersion++;
  }

  private Pass training(Precision precision, long noiseSeed) {
    return noise ? Pass.training(precision, noiseSeed) : Pass.trainingWithoutNoise(precision);
  }

  private NDArray features(NDArray images, Pass pass) {
    try (NDArray maps = maps(images, pass)) {
      return exact(architecture.head().neck().forward(maps, pass), pass);
    }
  }

  private NDArray maps(NDArray images, Pass pass) {
    try (NDArray input = normalisation.apply(images)) {
      return architecture.network().maps().forward(input, pass);
    }
  }

  /** {@code array} in float32; never a tensor of PyTorch's inference mode, which cannot learn. */
  private NDArray exact(NDArray array, Pass pass) {
    if (precision == Precision.FP32 && pass.training()) {
      return array;
    }
    try (array) {
      return precision == Precision.FP32
          ? array.duplicate()
          : Precision.toFloat32(array, precision);
    }
  }

  /** The logits of features that {@link #features(NDArray, Mode, long)} returned. */
  public NDArray head(NDArray features, Mode mode, long noiseSeed) {
    boolean learns = mode != Mode.EVALUATE;
    if (learns && features.getShape().get(0) < 2) {
      throw new IllegalArgumentException("batch norm cannot learn from a batch of one image");
    }
    // Another sequence than the backbone's.
    Pass pass =
        learns
            ? training(Precision.FP32, ~noiseSeed)
            : Pass.evaluation(Precision.FP32, weightsVersion);
    return Recording.with(learns, () -> architecture.head().layers().forward(features, pass));
  }

  /**
   * Where in the images a class was seen: Grad-CAM (Selvaraju et al. 2017), which for a linear head
   * on averages of the feature maps is the class activation map of Zhou et al. 2016.
   *
   * @return one map per image
   */
  public List<ClassMap> classMaps(NDArray images, int classIndex) {
    try (NDManager scratch = images.getManager().newSubManager()) {
      Pass pass = Pass.evaluation(precision, weightsVersion);
      NDArray maps = Recording.off(() -> exact(maps(images, pass), pass));
      maps.attach(scratch);
      Pass exact = Pass.recordedEvaluation(Precision.FP32, weightsVersion);
      Head head = architecture.head();
      return ClassMap.gradCam(
          maps, of -> head.layers().forward(head.neck().forward(of, exact), exact), classIndex);
    }
  }

  /**
   * Mean binary cross-entropy of the logits, a scalar.
   *
   * @param targets N × classes, 0 or 1
   * @param positiveWeights one weight per class for its positives, or {@code null}: 1
   */
  public NDArray loss(NDArray logits, NDArray targets, NDArray positiveWeights) {
    TorchFunctions functions = TorchFunctions.get();
    return Recording.on(
        () ->
            positiveWeights == null
                ? functions.differentiable("loss", logits, targets)
                : functions.differentiable("weighted_loss", logits, targets, positiveWeights));
  }

  /** The loss's gradients for the parameters, in their order, owned by the loss's manager. */
  public static NDList gradients(NDArray loss, List<Weight> parameters) {
    List<NDArray> arrays = parameters.stream().map(Weight::array).toList();
    return TorchFunctions.get().runForList(loss.getManager(), "gradients", loss, arrays);
  }

  /** All that learns, the backbone's first. */
  public List<Weight> parameters() {
    return state().stream().filter(weight -> weight.role() == Weight.Role.PARAMETER).toList();
  }

  public List<Weight> backboneParameters() {
    return parameters().stream().filter(weight -> !isOfHead(weight.name())).toList();
  }

  public List<Weight> headParameters() {
    return parameters().stream().filter(weight -> isOfHead(weight.name())).toList();
  }

  /** The head's entries of the state dict. */
  public List<Weight> headState() {
    return state().stream().filter(weight -> isOfHead(weight.name())).toList();
  }

  private boolean isOfHead(String name) {
    return name.startsWith(architecture.network().head() + ".");
  }

  /** How many numbers learn. */
  public long parameterCount() {
    return parameters().stream().mapToLong(Weight::size).sum();
  }

  /** Every entry of the state dict, in torchvision's order. */
  public List<Weight> state() {
    return architecture.state();
  }

  /**
   * The state dict, to be written before the next step: the values are fetched from the device as
   * they are written.
   */
  public Map<String, TorchTensor> snapshot() {
    return StateDict.snapshot(state());
  }

  /** Takes what fits from a state dict and says what did not. */
  public LoadReport load(Map<String, TorchTensor> tensors) {
    weightsChanged();
    return StateDict.load(state(), tensors);
  }

  @Override
  public void close() {
    manager.close();
  }
}
