package serai.routing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds what is wrong with a set of route files before they serve: syntax, schema, house rules, the stage at every
 * step, and what Camel itself cannot build. All files of a directory are one set. Opens no connection.
 *
 * <p>Safe for use by many threads.
 */
public final class RouteCheck {

    private final StageBeans beans;
    private final Function<String, Optional<String>> settings;

    /**
     * @param beans what routes may call
     * @param settings the values of {@code {{placeholders}}} by name
     */
    public RouteCheck(StageBeans beans, Function<String, Optional<String>> settings) {
        this.beans = beans;
        this.settings = settings;
    }

    /**
     * Checks all route files of a directory. Those of the secret backends are read for their words alone: they belong to
     * contexts of their own, whose beans are made of settings.
     *
     * @return the findings, sorted; none when the files may serve
     * @throws IOException when the directory cannot be read
     */
    public List<Finding> check(Path directory) throws IOException {
        return check(RouteSet.read(directory));
    }

    List<Finding> check(RouteSet set) {
        if (set.isEmpty()) {
            return List.of(new Finding(
                    RouteSet.EDGE, 1, "there is no route file at all", "Name the directory that holds the routes"));
        }
        Map<String, RouteYaml> files = new TreeMap<>();
        set.texts().forEach((file, text) -> files.put(file, RouteYaml.parse(file, text)));
        TreeSet<Finding> findings = new TreeSet<>(unloadable(files));
        boolean loadable = findings.isEmpty();
        files.forEach((file, yaml) -> findings.addAll(RouteLint.unfit(file, yaml)));
        findings.addAll(RouteIds.check(files));
        if (loadable) {
            findings.addAll(modelled(set.ofTheGateway(), new RouteLines(files)));
        }
        return List.copyOf(findings);
    }

    private List<Finding> unloadable(Map<String, RouteYaml> files) {
        RouteSchema schema = new RouteSchema();
        List<Finding> findings = new ArrayList<>();
        files.forEach((file, yaml) -> {
            List<Finding> misfits = yaml.findings().isEmpty() && !RouteLint.isKamelet(file)
                    ? schema.check(file, yaml)
                    : yaml.findings();
            findings.addAll(misfits.isEmpty() ? RouteLint.unloadable(file, yaml) : misfits);
        });
        return findings;
    }

    private List<Finding> modelled(RouteSet set, RouteLines lines) {
        try (DryRun dryRun = DryRun.load(set, beans, settings)) {
            List<Finding> findings = new ArrayList<>(new RouteFlow(beans, dryRun, lines).check());
            if (findings.isEmpty()) {
                dryRun.failures(set, beans, settings).forEach(failure -> findings.add(unbuildable(failure, lines)));
            }
            return findings;
        } catch (Exception e) {
            return List.of(unbuildable(new DryRun.Failure("", DryRun.rootCause(e)), lines));
        }
    }

    private static Finding unbuildable(DryRun.Failure failure, RouteLines lines) {
        String file = lines.fileOfId(failure.route());
        RouteYaml yaml = lines.files().get(file);
        int line = yaml == null ? 1 : yaml.lineOfId(failure.route());
        return new Finding(file, line, "Camel cannot build this: " + failure.cause(), "Correct it");
    }
}
