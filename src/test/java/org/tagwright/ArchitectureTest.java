package org.tagwright;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of the house. Each is checked on the program, and each is shown to bite: it must fail
 * on the classes under {@code planted}, which break every one of them.
 */
final class ArchitectureTest {
  /**
   * What a package may use of ours, beside itself, {@code common} and the root package. Packages
   * stand in an order in which each uses only what stands before it.
   */
  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("common", List.of());
    MAY_USE.put("metric", List.of());
    MAY_USE.put("config", List.of("metric"));
    MAY_USE.put("torchfile", List.of());
    MAY_USE.put("image", List.of("config"));
    MAY_USE.put("data", List.of("metric", "config", "image"));
    MAY_USE.put("run", List.of("metric", "config"));
    MAY_USE.put("checkpoint", List.of("metric", "config", "torchfile", "run"));
    MAY_USE.put("process", List.of());
    String[] network = {"metric", "config", "torchfile", "image", "data", "run", "checkpoint"};
    MAY_USE.put("model", List.of(network));
    MAY_USE.put("weights", and(network, "model"));
    MAY_USE.put("train", and(network, "model", "weights"));
    MAY_USE.put("prediction", and(network, "model", "process"));
    MAY_USE.put("results", List.of("metric", "config", "run", "checkpoint"));
    MAY_USE.put("evaluation", and(network, "model", "process", "prediction", "results"));
    MAY_USE.put("classmap", and(network, "model", "process"));
    MAY_USE.put("export", and(network, "model", "process"));
    MAY_USE.put("cluster", List.of("metric", "config", "run", "process"));
    MAY_USE.put("queue", List.of("metric", "config", "run", "process", "cluster"));
    MAY_USE.put("search", List.of("metric", "config", "run", "process", "cluster", "queue"));
    MAY_USE.put("review", and(network, "prediction", "process"));
    MAY_USE.put("suspects", and(network, "prediction", "process", "cluster", "queue"));
    MAY_USE.put("proposal", and(network, "prediction", "process"));
    MAY_USE.put("doctor", List.of("model", "process"));
    List<String> belowTheWindow = List.copyOf(MAY_USE.keySet());
    MAY_USE.put("bench", belowTheWindow);
    MAY_USE.put("cli", and(MAY_USE.keySet().toArray(String[]::new)));
    MAY_USE.put(
        "ui",
        belowTheWindow.stream().filter(p -> !p.equals("model") && !p.equals("train")).toList());
  }

  private static List<String> and(String[] packages, String... more) {
    return Stream.concat(Stream.of(packages), Stream.of(more)).toList();
  }

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.tagwright");
  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

  /** Whoever is no node and offers properties is a view model, whatever its name. */
  private static final DescribedPredicate<JavaClass> OFFER_PROPERTIES =
      DescribedPredicate.describe(
          "offer properties",
          type ->
              type.getMethods().stream()
                  .anyMatch(
                      method ->
                          method.getModifiers().contains(JavaModifier.PUBLIC)
                              && method
                                  .getRawReturnType()
                                  .getPackageName()
                                  .equals("javafx.beans.property")));

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
                "a native crash must never reach the window, and the engine must stay"
                    + " replaceable"));
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
            .areNotAssignableTo("javafx.scene.Node")
            .and(OFFER_PROPERTIES)
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
        noClasses()
            .that()
            .resideOutsideOfPackage("org.tagwright.common")
            .should()
            .callMethodWhere(
                DescribedPredicate.<JavaAccess<?>>describe(
                        "String.format, printf or a method of a Format or Formatter",
                        ArchitectureTest::formatsNumbers)
                    .forSubtype())
            .because(
                "numbers and units look the same everywhere only while common.Units alone formats"
                    + " them"));
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
                        MAY_USE.keySet().stream()
                            .filter(p -> !p.equals(name) && !p.equals("common"))
                            .filter(p -> !uses.contains(p))
                            .map(p -> "..tagwright." + p + "..")
                            .toArray(String[]::new))
                    .allowEmptyShould(true)
                    .because(
                        name
                            + " may use "
                            + (uses.isEmpty()
                                ? "common and the JDK only"
                                : String.join(", ", uses)))));
    return rules;
  }

  /** {@code formatted} is left to texts without such numbers; Main makes them English. */
  private static boolean formatsNumbers(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getFullName();
    String method = access.getName();
    return (owner.equals("java.lang.String") && method.equals("format"))
        || (owner.startsWith("java.io.Print")
            && (method.equals("printf") || method.equals("format")))
        || owner.matches("java\\.text\\.\\w*Format|java\\.util\\.Formatter");
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

  private static final SourceTree SOURCES = new SourceTree(Path.of("src/main/java"));

  @Test
  void aPackageHasNoMoreFilesThanOneTakesInAtAGlance() {
    assertThat(SourceTree.tooLarge(SOURCES.packageSizes(), 25)).isEmpty();
  }

  @Test
  void aFileIsReadInOneSitting() {
    assertThat(SourceTree.tooLarge(SOURCES.lines(), 300)).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    assertThat(SOURCES.packagesWithoutInfo()).isEmpty();
  }
}
