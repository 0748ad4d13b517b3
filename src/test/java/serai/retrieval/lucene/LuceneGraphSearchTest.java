package serai.retrieval.lucene;

/** The contract with every search through the graph. */
class LuceneGraphSearchTest extends LuceneVectorStoreTest {

    @Override
    NearestPassages nearest() {
        return NearestPassages.byGraph();
    }
}
