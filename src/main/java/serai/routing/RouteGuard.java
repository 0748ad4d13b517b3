package serai.routing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the routes after they passed the check, and swaps a file that was edited while the gateway runs.
 *
 * <p>What fails the check never replaces what serves. Only files of plain routes are swapped; doors, handlers,
 * templates and kamelets need a restart, because Camel applies them to routes that are already built. Safe for use by many
 * threads.
 */
final class RouteGuard {

    private static final Logger LOG = LoggerFactory.getLogger(RouteGuard.class);

    /**
     * How the files and the running routes agree.
     *
     * @param inSync whether what runs is what the directory holds
     * @param files how many route files run
     * @param findings why the directory's files do not run
     */
    record State(boolean inSync, int files, List<Finding> findings) {}

    /** A set of files and what is wrong with it. */
    private record Checked(RouteSet set, List<Finding> findings) {}

    private final CamelContext context;
    private final RouteCheck check;
    private final Path directory;
    private final FutureTask<Checked> first;
    private volatile RouteSet running = RouteSet.of(java.util.Map.of());
    private RouteSet refused = running;
    private boolean loaded;
    private volatile State state = new State(false, 0, List.of());

    RouteGuard(CamelContext context, RouteCheck check, Path directory) {
        this.context = context;
        this.check = check;
        this.directory = directory;
        this.first = new FutureTask<>(() -> {
            RouteSet set = RouteSet.read(directory).ofTheGateway();
            return new Checked(set, check.check(set));
        });
    }

    /** Begins the check in the background, for it needs nothing of what else starts. */
    void begin() {
        Thread.ofPlatform().daemon().name("serai-route-check").start(first);
    }

    /**
     * Checks the files, or waits for the check that has begun, and loads all routes into a context that has not started.
     *
     * @throws RoutesRefusedException when they cannot be read or fail the check
     */
    synchronized void load() {
        try {
            first.run();
            Checked checked = first.get();
            if (!checked.findings().isEmpty()) {
                throw new RoutesRefusedException(checked.findings());
            }
            PluginHelper.getRoutesLoader(context).loadRoutes(DryRun.resources(checked.set()));
            accept(checked.set());
            loaded = true;
        } catch (RoutesRefusedException e) {
            throw e;
        } catch (Exception e) {
            throw new RoutesRefusedException(
                    "The routes in " + directory + " cannot be loaded: " + DryRun.rootCause(e)
                            + ". Set serai.routing.directory to a readable directory",
                    e);
        }
    }

    /**
     * Compares the directory with what runs, and swaps what changed and passes the check. Never throws, and does nothing
     * before the first load: the poller may be there before Camel is.
     */
    synchronized void poll() {
        if (!loaded) {
            return;
        }
        try {
            RouteSet found = RouteSet.read(directory).ofTheGateway();
            if (found.equals(running)) {
                accept(found);
            } else if (!found.equals(refused)) {
                consider(found);
            }
        } catch (IOException | RuntimeException e) {
            refuse(refused, List.of(new Finding(".", 1, DryRun.rootCause(e), "Make the routes directory readable")));
        }
    }

    State state() {
        return state;
    }

    private void consider(RouteSet found) {
        List<Finding> findings = new ArrayList<>(check.check(found));
        Set<String> changed = changed(found);
        if (findings.isEmpty()) {
            changed.stream().filter(file -> !isSwappable(file, found)).forEach(file -> findings.add(restart(file)));
        }
        if (findings.isEmpty()) {
            swap(found, changed);
        } else {
            refuse(found, findings);
        }
    }

    private Set<String> changed(RouteSet found) {
        Set<String> changed = new TreeSet<>(running.texts().keySet());
        changed.addAll(found.texts().keySet());
        changed.removeIf(file -> text(running, file).equals(text(found, file)));
        return changed;
    }

    private boolean isSwappable(String file, RouteSet found) {
        return !file.equals(RouteSet.EDGE)
                && !RouteLint.isKamelet(file)
                && text(running, file)
                        .map(text -> routeIds(file, text).isPresent())
                        .orElse(true)
                && text(found, file)
                        .map(text -> routeIds(file, text).isPresent())
                        .orElse(true);
    }

    private static Finding restart(String file) {
        return new Finding(
                file,
                1,
                "this file takes effect at the next start; what ran before still runs",
                "Restart the gateway, or put the old text back");
    }

    /** The ids of a file that holds nothing but routes; empty for any other. */
    private static Optional<Set<String>> routeIds(String file, String text) {
        Set<String> ids = new TreeSet<>();
        for (com.fasterxml.jackson.databind.JsonNode item :
                RouteYaml.parse(file, text).json()) {
            if (!item.has("route")) {
                return Optional.empty();
            }
            ids.add(item.at("/route/id").asText());
        }
        return Optional.of(ids);
    }

    private void swap(RouteSet found, Set<String> changed) {
        List<String> done = new ArrayList<>();
        try {
            for (String file : changed) {
                done.add(file);
                replace(file, text(running, file), text(found, file));
            }
            accept(found);
            LOG.info("Routes swapped: {}", String.join(", ", changed));
        } catch (Exception e) {
            String file = done.getLast();
            rollBack(done, found);
            refuse(found, List.of(new Finding(file, 1, "the swap failed: " + DryRun.rootCause(e), "Correct it")));
        }
    }

    private void rollBack(List<String> files, RouteSet from) {
        for (String file : files.reversed()) {
            try {
                replace(file, text(from, file), text(running, file));
            } catch (Exception e) {
                LOG.error("The last good text of {} could not be put back: {}", file, DryRun.rootCause(e));
            }
        }
    }

    private void replace(String file, Optional<String> old, Optional<String> text) throws Exception {
        Set<String> vanished =
                new TreeSet<>(old.flatMap(each -> routeIds(file, each)).orElse(Set.of()));
        vanished.removeAll(text.flatMap(each -> routeIds(file, each)).orElse(Set.of()));
        for (String id : vanished) {
            context.getRouteController().stopRoute(id);
            context.removeRoute(id);
        }
        if (text.isPresent()) {
            PluginHelper.getRoutesLoader(context).updateRoutes(DryRun.resource(file, text.get()));
        }
    }

    private static Optional<String> text(RouteSet set, String file) {
        return Optional.ofNullable(set.texts().get(file));
    }

    private void accept(RouteSet set) {
        running = set;
        refused = set;
        state = new State(!set.isEmpty(), set.texts().size(), List.of());
    }

    private void refuse(RouteSet set, List<Finding> findings) {
        refused = set;
        if (!state.findings().equals(findings)) {
            findings.forEach(finding -> LOG.error("Route edit refused: {}", finding));
        }
        state = new State(false, running.texts().size(), List.copyOf(findings));
    }
}
