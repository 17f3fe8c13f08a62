package org.tagwright.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tagwright.common.Progress;
import org.tagwright.common.TagwrightException;
import org.tagwright.config.DataSettings;
import org.tagwright.config.ExperimentConfig;
import org.tagwright.data.DataFiles;
import org.tagwright.data.DatasetCheck;
import org.tagwright.data.DatasetIndex;
import org.tagwright.data.StemList;
import org.tagwright.proposal.NewImages.Mode;

final class NewImagesTest {
  private static final List<String> CLASSES = List.of("cat", "dog");

  @TempDir Path root;
  private ExperimentConfig config;
  private Path photo;

  @BeforeEach
  void makeData() throws IOException {
    config = ExperimentConfig.defaults().with(DataSettings.ROOT, root.resolve("set"));
    Files.createDirectories(config.data().trainLabelsFolder());
    Files.write(root.resolve("set/classes.txt"), CLASSES);
    for (int i = 0; i < 10; i++) {
      image(config.data().trainImagesFolder().resolve("old" + i + ".png"), i);
      Files.writeString(config.data().trainLabelsFolder().resolve("old" + i + ".cls"), "0\n");
    }
    photo = root.resolve("camera/photo.png");
    image(photo, 99);
  }

  private static void image(Path file, int seed) {
    DataFiles.write(file, DataFiles.encoded(DataFiles.picture(8, 6, seed), "png"));
  }

  private static BitSet dog() {
    BitSet labels = new BitSet();
    labels.set(1);
    return labels;
  }

  private DatasetIndex index() {
    return DatasetCheck.run(config.data(), Progress.NONE).usable(config.data().onProblem());
  }

  @Test
  void aCopyAndItsLabelsAreASampleOfTheSet() throws IOException {
    NewImages into = NewImages.into(config.data(), CLASSES);
    assertThat(into.add(photo, dog(), Mode.COPY)).isEqualTo("photo.png");
    DatasetIndex index = index();
    assertThat(index.size()).isEqualTo(11);
    assertThat(index.name(10)).isEqualTo("photo.png");
    assertThat(index.classesOf(10)).containsExactly(1);
    Files.delete(photo);
    assertThat(index().size()).isEqualTo(11);
  }

  @Test
  void aLinkTakesNoRoomAndIsASampleToo() {
    NewImages into = NewImages.into(config.data(), CLASSES);
    into.add(photo, dog(), Mode.LINK);
    assertThat(config.data().trainImagesFolder().resolve("photo.png")).isSymbolicLink();
    assertThat(index().size()).isEqualTo(11);
  }

  @Test
  void aNameThatIsTakenGetsANumber() {
    NewImages into = NewImages.into(config.data(), CLASSES);
    Path other = root.resolve("camera/old3.png");
    image(other, 77);
    assertThat(into.add(other, dog(), Mode.COPY)).isEqualTo("old3-2.png");
    assertThat(into.add(other, dog(), Mode.COPY)).isEqualTo("old3-3.png");
    assertThat(index().size()).isEqualTo(12);
  }

  @Test
  void whatWasAddedIsKnownAgainButNotAnotherImageOfThatName() {
    NewImages into = NewImages.into(config.data(), CLASSES);
    assertThat(into.has(photo)).isFalse();
    into.add(photo, dog(), Mode.COPY);
    assertThat(into.has(photo)).isTrue();
    Path other = root.resolve("phone/photo.png");
    image(other, 5);
    assertThat(into.has(other)).isFalse();
  }

  @Test
  void undoLeavesTheSetAsItWasAndTheOriginalWhereItIs() {
    NewImages into = NewImages.into(config.data(), CLASSES);
    into.add(photo, dog(), Mode.COPY);
    assertThat(into.undo()).isTrue();
    assertThat(index().size()).isEqualTo(10);
    assertThat(config.data().trainImagesFolder().resolve("photo.png")).doesNotExist();
    assertThat(photo).exists();
    assertThat(into.undo()).isFalse();
  }

  @Test
  void theValidationImagesAreFixedBeforeNewOnesCome() {
    ExperimentConfig fixed = NewImages.fixingValidation(config, Progress.NONE);
    StemList list = StemList.read(fixed.data().validationList());
    assertThat(list.stems()).hasSize(1).allMatch(stem -> stem.startsWith("old"));
    assertThat(NewImages.fixingValidation(fixed, Progress.NONE)).isSameAs(fixed);
  }

  @Test
  void noValidationImagesAreChosenByLabelsInTheMiddleOfAChange() throws IOException {
    Files.writeString(
        config.data().root().resolve("labels/labels-history.jsonl"),
        """
        {"change":1,"at":"2026-01-02T03:04:05Z","by":"window","what":"edit","labels":"truth",\
        "files":[{"file":"old1","before":[0],"after":[1]}]}
        """);
    assertThatThrownBy(() -> NewImages.fixingValidation(config, Progress.NONE))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("is not finished");
    assertThat(config.data().root().resolve("validation.txt")).doesNotExist();
  }

  @Test
  void anImageThatHasGoneIsNamed() {
    NewImages into = NewImages.into(config.data(), CLASSES);
    assertThatThrownBy(() -> into.add(root.resolve("gone.png"), dog(), Mode.COPY))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("There is no image")
        .hasMessageContaining("gone.png");
    assertThat(index().size()).isEqualTo(10);
  }

  @Test
  void proposalsOfOtherClassesAreRefused() {
    assertThatThrownBy(() -> NewImages.into(config.data(), List.of("dog", "cat")))
        .isInstanceOf(TagwrightException.class)
        .hasMessageContaining("two lists of class names disagree");
  }
}
