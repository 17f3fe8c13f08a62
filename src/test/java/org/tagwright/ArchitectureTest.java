package org.tagwright;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of the house. Each is checked on the program, and each is shown to bite: it must fail
 * on the classes under {@code planted}, which break every one of them.
 */
final class ArchitectureTest {
  private static final String[] ALL = {
    "metric",
    "config",
    "torchfile",
    "run",
    "data",
    "model",
    "train",
    "results",
    "service",
    "bench",
    "cli",
    "ui"
  };

  /** What a package may use of ours, beside itself and the root package. */
  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("metric", List.of());
    MAY_USE.put("config", List.of("metric"));
    MAY_USE.put("torchfile", List.of("metric"));
    MAY_USE.put("run", List.of("metric", "config"));
    MAY_USE.put("data", List.of("config", "run"));
    MAY_USE.put("model", List.of("metric", "config", "torchfile", "run", "data"));
    MAY_USE.put("train", List.of("metric", "config", "torchfile", "run", "data", "model"));
    MAY_USE.put("results", List.of("metric", "config", "torchfile", "run"));
    MAY_USE.put(
        "service",
        List.of("metric", "config", "torchfile", "run", "data", "model", "train", "results"));
    MAY_USE.put(
        "bench",
        List.of(
            "metric",
            "config",
            "torchfile",
            "run",
            "data",
            "model",
            "train",
            "results",
            "service"));
    MAY_USE.put(
        "cli",
        List.of(
            "metric",
            "config",
            "torchfile",
            "run",
            "data",
            "model",
            "train",
            "results",
            "service",
            "bench"));
    MAY_USE.put(
        "ui", List.of("metric", "config", "torchfile", "run", "data", "results", "service"));
  }

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tagwright");
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

  private static List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(
        noClasses()
            .that()
            .resideOutsideOfPackages("..tagwright.ui..", "org.tagwright")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..")
            .because("training and the terminal run where there is no window"));
    rules.add(
        noClasses()
            .that()
            .resideOutsideOfPackages("..tagwright.model..", "..tagwright.train..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because(
                "a native crash must never reach the window, and the engine must stay replaceable"));
    rules.add(
        noClasses()
            .that()
            .resideOutsideOfPackage("..tagwright.results..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tech.tablesaw..")
            .because("tables leave results as plain rows"));
    rules.add(
        noClasses()
            .that()
            .resideInAPackage("..tagwright.ui..")
            .and()
            .haveSimpleNameEndingWith("Model")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..")
            .allowEmptyShould(true)
            .because("view models are tested without a toolkit"));
    rules.add(
        noClasses()
            .that()
            .doNotHaveSimpleName("FxThread")
            .should()
            .callMethodWhere(
                DescribedPredicate.<JavaAccess<?>>describe(
                        "javafx.application.Platform.runLater",
                        access ->
                            access
                                    .getTargetOwner()
                                    .getFullName()
                                    .equals("javafx.application.Platform")
                                && access.getName().equals("runLater"))
                    .forSubtype())
            .because(
                "one place hands work to the FX thread, so that it can be counted and tested"));
    rules.add(
        classes()
            .should()
            .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl)")
            .andShould()
            .haveNameNotMatching(".*\\.(Abstract|Base)[A-Z]\\w*")
            .because("a name says what a thing is, in the terms of the field"));
    rules.add(
        slices()
            .matching("..tagwright.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package"));
    MAY_USE.forEach(
        (name, uses) ->
            rules.add(
                noClasses()
                    .that()
                    .resideInAPackage("..tagwright." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                        Stream.of(ALL)
                            .filter(p -> !p.equals(name) && !uses.contains(p))
                            .map(p -> "..tagwright." + p + "..")
                            .toArray(String[]::new))
                    .allowEmptyShould(true)
                    .because(
                        name
                            + " may use "
                            + (uses.isEmpty() ? "the JDK only" : String.join(", ", uses)))));
    return rules;
  }

  @TestFactory
  Stream<DynamicTest> theProgramKeeps() {
    return rules().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(PROGRAM)));
  }

  @TestFactory
  Stream<DynamicTest> aPlantedViolationBreaks() {
    return rules().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getDescription(),
                    () -> assertThat(rule.evaluate(PLANTED).hasViolation()).isTrue()));
  }
}
