package serai.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RoutesGuideTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\n# (\\S+\\.camel\\.yaml)\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExamplesOfTheGuideAreInOrder() throws Exception {
        Map<String, String> files = new TreeMap<>(ShippedRoutes.set().texts());
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/guide/routes.md")));
        int examples = 0;
        for (; example.find(); examples++) {
            files.put(example.group(1), example.group(2));
        }

        assertThat(examples).isEqualTo(3);
        assertThat(ShippedRoutes.check(files)).isEmpty();
    }
}
