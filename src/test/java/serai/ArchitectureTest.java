package serai;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import serai.query.Stage;

/** Holds the packages to what their {@code package-info} says. */
@AnalyzeClasses(packages = "serai", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The flow: each package may use those before it that are named here. */
    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("query", List.of());
        MAY_USE.put("secrets", List.of());
        MAY_USE.put("intake", List.of("query", "secrets"));
        MAY_USE.put("privacy", List.of("query", "intake", "secrets"));
        MAY_USE.put("audit", List.of("query", "secrets"));
        MAY_USE.put("access", List.of("query", "intake", "privacy", "audit"));
        MAY_USE.put("catalog", List.of("query", "secrets", "privacy", "access"));
        MAY_USE.put("retrieval", List.of("query", "intake", "privacy", "audit", "access", "catalog"));
        MAY_USE.put(
                "model", List.of("query", "intake", "secrets", "privacy", "audit", "access", "catalog", "retrieval"));
        MAY_USE.put(
                "ingest", List.of("query", "intake", "secrets", "privacy", "audit", "access", "catalog", "retrieval"));
    }

    @ArchTest
    static final ArchRule PACKAGES_USE_ONLY_WHAT_THEY_SAY =
            classes().that(belongToAStep()).should(useOnlyAllowedPackages());

    @ArchTest
    static final ArchRule NO_PACKAGE_USES_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage("serai.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("serai.admin..");

    @ArchTest
    static final ArchRule ONLY_ITS_PACKAGE_CONSTRUCTS_A_STAGE =
            classes().that().implement(Stage.class).should(hideTheirConstructors());

    @ArchTest
    static final ArchRule CAMEL_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .resideOutsideOfPackages("serai.edge..", "serai.routing..", "serai.admin..", "serai.secrets.routes..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule CLOUDS_STAY_IN_THEIR_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage("serai.secrets.routes..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "com.azure..",
                    "com.google.api..",
                    "com.google.cloud..",
                    "io.grpc..",
                    "org.springframework.vault..",
                    "software.amazon..");

    @ArchTest
    static final ArchRule SECRETS_DO_NOT_KNOW_THE_CLOUDS = noClasses()
            .that()
            .resideInAPackage("serai.secrets")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("serai.secrets.routes..");

    @ArchTest
    static final ArchRule LUCENE_STAYS_IN_ITS_ADAPTER = noClasses()
            .that()
            .resideOutsideOfPackage("serai.retrieval.lucene..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.lucene..");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    private static DescribedPredicate<JavaClass> belongToAStep() {
        return DescribedPredicate.describe("belong to a step", type -> MAY_USE.containsKey(feature(type)));
    }

    private static ArchCondition<JavaClass> useOnlyAllowedPackages() {
        return new ArchCondition<>("use only the packages that their own names") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                List<String> allowed = new ArrayList<>(MAY_USE.getOrDefault(feature(type), List.of()));
                allowed.add(feature(type));
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith("serai."))
                        .filter(dependency -> !allowed.contains(feature(dependency.getTargetClass())))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> hideTheirConstructors() {
        return new ArchCondition<>("be final and have only package-private or private constructors") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getModifiers().contains(JavaModifier.FINAL)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is not final"));
                }
                for (JavaConstructor constructor : type.getConstructors()) {
                    if (constructor.getModifiers().contains(JavaModifier.PUBLIC)
                            || constructor.getModifiers().contains(JavaModifier.PROTECTED)) {
                        events.add(SimpleConditionEvent.violated(type, constructor.getFullName() + " is not hidden"));
                    }
                }
            }
        };
    }

    /** The package below {@code serai} that a class belongs to. */
    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith("serai.")) {
            return "";
        }
        String below = name.substring("serai.".length());
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
