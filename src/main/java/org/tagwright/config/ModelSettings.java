package org.tagwright.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.tagwright.common.NearestName;
import org.tagwright.config.ExperimentConfig.Head;
import org.tagwright.config.ExperimentConfig.Pooling;
import org.tagwright.config.ExperimentConfig.Precision;
import org.tagwright.config.Setting.Choice;
import org.tagwright.config.Setting.Kind;
import org.tagwright.config.backbone.BackboneFacts;
import org.tagwright.config.backbone.PublishedWeights;

/** The network, what it starts from, and what it is computed on. */
public final class ModelSettings {
  static final SettingList LIST = new SettingList(Section.MODEL);

  private static final Pattern DEVICES = Pattern.compile("auto|cpu|gpu:\\d{1,4}");

  /** Which of the weights that torchvision publishes for a backbone. */
  public enum WeightsVersion {
    /** The newest, or else those that are there. */
    DEFAULT,
    /** The first, for comparison with what was published earlier. */
    V1
  }

  public static final Setting<String> BACKBONE =
      LIST.add(
              "model.backbone",
              Kind.BACKBONE,
              () -> "resnet18",
              "Backbone",
              "The pretrained network under the classification head.")
          .common()
          .choices(ExperimentConfig.BACKBONES.stream().map(name -> new Choice(name, name)).toList())
          .refuse(ModelSettings::unknownBackbone)
          .column("model", "backbone")
          .checkpoint("model_name")
          .token(10, config -> config.model().backbone())
          .build();

  public static final Setting<Head> HEAD =
      LIST.choice(
              "model.head",
              Head.LINEAR,
              "Head",
              "Linear reads pooled features; with CSRA and ML-Decoder each class attends to image"
                  + " regions.")
          .choices(
              List.of(
                  new Choice("linear", "Linear"),
                  new Choice("csra", "CSRA"),
                  new Choice("mlDecoder", "ML-Decoder")))
          .common()
          .column("head")
          .checkpoint("model_head", config -> inCheckpoint(ModelSettings.HEAD, config))
          .token(11, config -> token(ModelSettings.HEAD, config))
          .since("0.2.0")
          .build();

  public static final Setting<Pooling> POOLING =
      LIST.choice(
              "model.pooling",
              Pooling.AVERAGE,
              "Pooling",
              "What a linear head sees of each feature map: its average, its maximum, or both.")
          .choices(
              List.of(
                  new Choice("average", "Average"),
                  new Choice("max", "Maximum"),
                  new Choice("both", "Both")))
          .common()
          .onlyIf("model.head", Head.LINEAR)
          .onlyUnless("model.backbone", "vgg16")
          .onlyUnless("model.backbone", "vit_b_16")
          .onlyUnless("model.backbone", "mobilenet_v3_small")
          .onlyUnless("model.backbone", "mobilenet_v3_large")
          .column("pooling")
          .checkpoint("model_pooling", config -> inCheckpoint(ModelSettings.POOLING, config))
          .token(12, config -> token(ModelSettings.POOLING, config))
          .since("0.2.0")
          .build();

  public static final Setting<Boolean> PRETRAINED =
      LIST.onOff(
              "model.pretrained",
              true,
              "Pretrained",
              "Start from torchvision's weights; off trains from scratch.")
          .common()
          .onlyIf("model.startFrom", null)
          .column("pretrained")
          .token(20, config -> start(config.model()))
          .build();

  public static final Setting<Path> START_FROM =
      LIST.file(
              "model.startFrom",
              "Start from file",
              "A .pt or .pth file to use instead of torchvision's weights.")
          .common()
          .column("start_from")
          .build();

  public static final Setting<WeightsVersion> WEIGHTS =
      LIST.choice(
              "model.weights",
              WeightsVersion.DEFAULT,
              "Published weights",
              "Default is torchvision's newest training; V1 its first.")
          .choices(List.of(new Choice("default", "Default"), new Choice("v1", "V1")))
          .onlyIf("model.pretrained", true)
          .onlyIf("model.startFrom", null)
          .column("published_weights")
          .since("0.2.0")
          .build();

  public static final Setting<Path> WEIGHTS_FOLDER =
      LIST.folder(
              "model.weightsFolder",
              () -> SettingList.home("pre-trained_models"),
              "Weights folder",
              "Where downloaded weights are stored.")
          .outOfDigest()
          .build();

  public static final Setting<Precision> PRECISION =
      LIST.choice(
              "training.precision",
              Precision.AUTO,
              "Precision",
              "Numeric precision of heavy operations; auto is the fastest that is safe here.")
          .column("precision")
          .build();

  public static final Setting<String> DEVICE =
      LIST.text("training.device", "auto", "Device", "Where to compute; gpu:0 is the first GPU.")
          .allowed("auto, cpu or gpu:N", device -> DEVICES.matcher(device).matches())
          .column("device")
          .outOfDigest()
          .build();

  public static final Setting<Integer> THREADS =
      LIST.<Integer>number(
              "training.threads", null, "CPU threads", "Native threads used for computing.")
          .orNull("auto")
          .range(1, 1024)
          .outOfDigest()
          .build();

  public static final Setting<Long> SEED =
      LIST.number(
              "training.seed",
              42L,
              "Seed",
              "The same seed on the same machine reproduces the run bit for bit.")
          .column("seed")
          .checkpoint("seed")
          .token(110, config -> "seed" + config.training().seed())
          .build();

  private ModelSettings() {}

  /** The weights that a model starts from where it is pretrained. */
  public static PublishedWeights publishedWeights(ExperimentConfig.Model model) {
    return BackboneFacts.of(model.backbone()).weights(model.weights() == WeightsVersion.V1);
  }

  /** {@code null} for the default and without effect: earlier checkpoints say nothing. */
  private static String inCheckpoint(Setting<?> setting, ExperimentConfig config) {
    return setting.isDefault(config) || setting.broken(config).isPresent()
        ? null
        : setting.text(config);
  }

  private static String token(Setting<?> setting, ExperimentConfig config) {
    return Objects.toString(inCheckpoint(setting, config), "");
  }

  private static String unknownBackbone(String name) {
    return ExperimentConfig.BACKBONES.contains(name)
        ? null
        : "\"%s\" is not one of %s; the nearest is %s"
            .formatted(
                name,
                String.join(", ", ExperimentConfig.BACKBONES),
                NearestName.of(name, ExperimentConfig.BACKBONES).orElseThrow());
  }

  private static String start(ExperimentConfig.Model model) {
    return model.startFrom() != null ? "continued" : model.pretrained() ? "pretrained" : "scratch";
  }
}
