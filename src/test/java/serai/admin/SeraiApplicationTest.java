package serai.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** The application names what it reads; a class that is not found would be left out without a word. */
@AnalyzeClasses(packages = "serai", importOptions = ImportOption.DoNotIncludeTests.class)
class SeraiApplicationTest {

    @ArchTest
    static final ArchRule A_CONFIGURATION_IS_FOUND_BY_ITS_NAME =
            classes().that().areAnnotatedWith(Configuration.class).should().haveSimpleNameEndingWith("Configuration");

    @ArchTest
    static final ArchRule OTHER_BEANS_ARE_FOUND_AT_THE_EDGE = classes()
            .that()
            .areMetaAnnotatedWith(Component.class)
            .and()
            .areNotAnnotatedWith(Configuration.class)
            .and()
            .doNotBelongToAnyOf(SeraiApplication.class)
            .should()
            .resideInAPackage("serai.edge");

    @ArchTest
    static void namesTheSettingsOfEveryPackage(JavaClasses classes) {
        assertThat(SettingsCheck.sections().values())
                .extracting(Class::getName)
                .containsExactlyInAnyOrderElementsOf(classes.stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::getName)
                        .toList());
    }
}
