package serai.retrieval.lucene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import serai.access.FilterEvaluator;
import serai.access.Labels;
import serai.access.LabelsFixture;
import serai.access.ResourceFilter;
import serai.access.ResourceFilter.All;
import serai.access.ResourceFilter.And;
import serai.access.ResourceFilter.Clause;
import serai.access.ResourceFilter.Compare;
import serai.access.ResourceFilter.Empty;
import serai.access.ResourceFilter.HasAny;
import serai.access.ResourceFilter.In;
import serai.access.ResourceFilter.IsTrue;
import serai.access.ResourceFilter.None;
import serai.access.ResourceFilter.Not;
import serai.access.ResourceFilter.Operator;
import serai.access.ResourceFilter.Or;
import serai.catalog.Change;
import serai.catalog.Embedding;
import serai.query.DocumentId;
import serai.query.Tenant;
import serai.retrieval.VectorStore;

/** Documents with generated labels in a store, generated filters, and what each filter should match. */
final class FilterTrial {

    static final Tenant TENANT = new Tenant("demo");

    private static final String SCHEMA = "schema-1";
    private static final int DIMENSIONS = 8;
    private static final List<String> VALUES = List.of("hr", "trade", "treasury", "Samarkand", "Kaşgar", "a b", "");

    private final Random random;
    private final VectorStore store;
    private final Map<String, Labels> documents = new HashMap<>();

    FilterTrial(VectorStore store, int documents, long seed) {
        this.store = store;
        this.random = new Random(seed);
        for (int i = 0; i < documents; i++) {
            add("document-" + i, i + 1);
        }
        store.refresh();
    }

    private void add(String id, int revision) {
        Labels labels = LabelsFixture.labels(
                random.nextInt(20) == 0 ? "schema-0" : SCHEMA,
                Map.of(
                        "classification", number(),
                        "owner", value(),
                        "sealed", random.nextBoolean(),
                        "departments", values(0),
                        "restricted", values(0)));
        documents.put(id, labels);
        store.apply(new Change.Present(TENANT, new DocumentId(id), revision, labels, List.of(vector())));
    }

    /** A filter; the same shape for the same policy, the operands always new. */
    ResourceFilter filter(long policy) {
        return new ResourceFilter(clause(new Random(policy), 3), SCHEMA);
    }

    /** The documents that the filter should match. */
    Set<String> allowed(ResourceFilter filter) {
        return documents.entrySet().stream()
                .filter(entry -> FilterEvaluator.matches(filter, entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The documents that the store finds. */
    Set<String> matched(ResourceFilter filter, int limit) {
        return store.search(TENANT, vector(), filter, limit).stream()
                .map(hit -> hit.passage().document().value())
                .collect(Collectors.toSet());
    }

    private Clause clause(Random shape, int depth) {
        return switch (shape.nextInt(depth == 0 ? 8 : 12)) {
            case 0 -> new Compare("classification", operator(shape), number());
            case 1 -> new In("owner", Set.copyOf(values(1)));
            case 2 -> new IsTrue("sealed");
            case 3, 4 -> new HasAny(list(shape), Set.copyOf(values(1)));
            case 5 -> new Empty(list(shape));
            case 6 -> new Compare("classification", Operator.LESS_OR_EQUAL, number());
            case 7 -> shape.nextInt(4) == 0 ? new None() : new All();
            case 8, 9 -> new Not(clause(shape, depth - 1));
            case 10 -> new And(clauses(shape, depth - 1));
            default -> new Or(clauses(shape, depth - 1));
        };
    }

    private List<Clause> clauses(Random shape, int depth) {
        return Stream.generate(() -> clause(shape, depth))
                .limit(1 + shape.nextInt(3))
                .toList();
    }

    private static Operator operator(Random shape) {
        return List.of(Operator.values()).get(shape.nextInt(5));
    }

    private static String list(Random shape) {
        return shape.nextBoolean() ? "departments" : "restricted";
    }

    private long number() {
        return switch (random.nextInt(12)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            default -> random.nextInt(-1, 4);
        };
    }

    private String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private List<String> values(int least) {
        Set<String> values = new HashSet<>();
        int count = least + random.nextInt(3);
        while (values.size() < count) {
            values.add(value());
        }
        return new ArrayList<>(values);
    }

    private Embedding vector() {
        double[] raw = IntStream.range(0, DIMENSIONS)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        double length = Math.sqrt(
                IntStream.range(0, DIMENSIONS).mapToDouble(i -> raw[i] * raw[i]).sum());
        float[] unit = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            unit[i] = (float) (raw[i] / length);
        }
        return new Embedding(unit);
    }
}
