package org.tagwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.tagwright.cli.options.SettingsText;
import org.tagwright.config.Catalogue;
import org.tagwright.config.LearningRateSettings;
import org.tagwright.config.Setting;
import picocli.CommandLine;

class SettingsCommandTest {
  @Test
  void thePageInTheDocumentationIsWrittenFromTheCatalogue() throws Exception {
    assertThat(Files.readString(Path.of("docs/configuration.md")))
        .as(
            "stale: ./mvnw package -DskipTests, then"
                + " target/tagwright/bin/tagwright settings --markdown > docs/configuration.md")
        .isEqualTo(SettingsText.page());
  }

  @Test
  void thePageDoesNotDependOnTheMachine() {
    assertThat(SettingsText.page()).doesNotContain(System.getProperty("user.home"));
  }

  @Test
  void helpOfTheCommandsThatTakeSetListsEverySetting() {
    for (String[] command : new String[][] {{"train", "--help"}, {"data", "check", "--help"}}) {
      StringWriter out = new StringWriter();
      CommandLine line = TagwrightCommand.commandLine(command);
      line.setOut(new PrintWriter(out));
      assertThat(line.execute(command)).isZero();
      assertThat(out.toString()).contains(Catalogue.all().stream().map(Setting::path).toList());
    }
  }

  @Test
  void oneSettingIsDescribedWhole() {
    assertThat(SettingsText.of(LearningRateSettings.HEAD_LR))
        .isEqualTo(
            """
            training.headLearningRate – Head LR
              Learning rate of the head, which is untrained and so can take a higher rate.
              Values: greater than 0
              Default: 1e-4
              Only has an effect while training.differential is true
              In tables: head_base_lr\
            """);
  }
}
