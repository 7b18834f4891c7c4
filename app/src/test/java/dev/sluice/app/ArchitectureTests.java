package dev.sluice.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and what a package may know of the outside. */
class ArchitectureTests {
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "classifier", List.of(),
            "db", List.of(),
            "audit", List.of("db"),
            "policy", List.of("classifier", "audit", "db"),
            "ingest", List.of("classifier", "policy", "audit", "db"),
            "inference", List.of("classifier", "policy", "audit", "db"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sluice");

    @Test
    void everyModuleIsLookedAt() {
        for (String module : ALLOWED.keySet()) {
            assertThat(CLASSES.that(resideInAPackage("dev.sluice." + module + "..")))
                    .as(module)
                    .isNotEmpty();
        }
    }

    @Test
    void modulesUseOnlyWhatTheirArrowsAllow() {
        ALLOWED.forEach((module, allowed) -> {
            String[] packages = java.util.stream.Stream.concat(allowed.stream(), java.util.stream.Stream.of(module))
                    .map(name -> "dev.sluice." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.sluice." + module + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("dev.sluice..").and(not(resideInAnyPackage(packages))))
                    .check(CLASSES);
        });
    }

    @Test
    void theClassifierKnowsNoFrameworks() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.classifier..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "java.sql..", "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void theAuditorsVerifierNeedsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("dev.sluice.audit.verify..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.sluice.audit.verify..", "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void onlyTheExtractorKnowsTika() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.ingest.extract..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.tika..")
                .check(CLASSES);
    }

    @Test
    void onlyIntakeAsksS3Servers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.ingest.intake..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "org.apache.http..")
                .check(CLASSES);
    }

    @Test
    void onlyWorkersOpenHttpConnections() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.inference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .check(CLASSES);
    }
}
