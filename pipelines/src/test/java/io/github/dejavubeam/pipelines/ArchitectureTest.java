package io.github.dejavubeam.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Dependencies run one way, so that each part can be read and changed without the ones above it.
 */
@AnalyzeClasses(
    packages = "io.github.dejavubeam",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule pipelinesUseTransformsUseSchemas =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.github.dejavubeam..")
          .layer("pipelines")
          .definedBy("io.github.dejavubeam.pipelines..")
          .layer("transforms")
          .definedBy("io.github.dejavubeam.transforms..")
          .layer("schemas")
          .definedBy("io.github.dejavubeam.schemas..")
          .whereLayer("pipelines")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("transforms")
          .mayOnlyBeAccessedByLayers("pipelines")
          .whereLayer("schemas")
          .mayOnlyBeAccessedByLayers("pipelines", "transforms");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.github.dejavubeam.transforms.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theMeasurementKnowsNoFilesImagesOrModels =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.github.dejavubeam.transforms.correlation..",
              "io.github.dejavubeam.transforms.crop..",
              "io.github.dejavubeam.transforms.metrics..",
              "io.github.dejavubeam.transforms.retrieval..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.dejavubeam.transforms.io..",
              "io.github.dejavubeam.transforms.image..",
              "io.github.dejavubeam.transforms.model..",
              "io.github.dejavubeam.transforms.onnx..",
              "io.github.dejavubeam.transforms.engines..",
              "io.github.dejavubeam.transforms.vectors..",
              "io.github.dejavubeam.transforms.embedding..",
              "java.nio.file..",
              "org.apache.beam.sdk.io..",
              "org.apache.arrow..",
              "ai.onnxruntime..",
              "org.opencv..");
}
