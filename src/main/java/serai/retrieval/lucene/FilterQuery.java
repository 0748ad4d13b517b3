package serai.retrieval.lucene;

import java.util.List;
import java.util.Set;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
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
import serai.access.ResourceFilter.Or;
import serai.query.Tenant;

/**
 * A resource filter as a Lucene query.
 *
 * <p>A negation matches what lacks the term, so the whole holds only together with the demand that every label is there:
 * both are made here, in one place.
 */
final class FilterQuery {

    private FilterQuery() {}

    static Query of(Tenant tenant, ResourceFilter filter) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(PassageFields.labelled(tenant, filter.schemaVersion())), Occur.FILTER)
                .add(query(filter.clause()), Occur.FILTER)
                .build();
    }

    private static Query query(Clause clause) {
        return switch (clause) {
            case None none -> MatchNoDocsQuery.INSTANCE;
            case All all -> MatchAllDocsQuery.INSTANCE;
            case And and -> all(and.parts());
            case Or or -> any(or.parts());
            case Not not -> not(query(not.part()));
            case Compare compare -> compare(compare);
            case In in -> terms(in.label(), in.values());
            case IsTrue isTrue -> new TermQuery(new Term(PassageFields.label(isTrue.label()), "true"));
            case HasAny hasAny -> terms(hasAny.label(), hasAny.values());
            case Empty empty -> new TermQuery(PassageFields.empty(empty.label()));
        };
    }

    private static Query all(List<Clause> parts) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        parts.forEach(part -> all.add(query(part), Occur.FILTER));
        return all.build();
    }

    private static Query any(List<Clause> parts) {
        BooleanQuery.Builder any = new BooleanQuery.Builder().setMinimumNumberShouldMatch(1);
        parts.forEach(part -> any.add(query(part), Occur.SHOULD));
        return any.build();
    }

    private static Query not(Query part) {
        return new BooleanQuery.Builder()
                .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                .add(part, Occur.MUST_NOT)
                .build();
    }

    private static Query compare(Compare compare) {
        long value = compare.value();
        return switch (compare.operator()) {
            case LESS ->
                value == Long.MIN_VALUE ? MatchNoDocsQuery.INSTANCE : range(compare, Long.MIN_VALUE, value - 1);
            case LESS_OR_EQUAL -> range(compare, Long.MIN_VALUE, value);
            case EQUAL -> range(compare, value, value);
            case GREATER_OR_EQUAL -> range(compare, value, Long.MAX_VALUE);
            case GREATER ->
                value == Long.MAX_VALUE ? MatchNoDocsQuery.INSTANCE : range(compare, value + 1, Long.MAX_VALUE);
        };
    }

    private static Query range(Compare compare, long least, long most) {
        return LongField.newRangeQuery(PassageFields.label(compare.label()), least, most);
    }

    private static Query terms(String label, Set<String> values) {
        return new TermInSetQuery(
                PassageFields.label(label), values.stream().map(BytesRef::new).toList());
    }
}
