package serai.retrieval;

class InMemoryVectorStoreTest implements VectorStoreContract {

    private final VectorStore store = new InMemoryVectorStore();

    @Override
    public VectorStore store() {
        return store;
    }

    @Override
    public VectorStore reopened() {
        return store;
    }
}
