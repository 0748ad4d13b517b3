package serai.catalog;

final class InMemoryCatalogTest implements CatalogContract {

    @Override
    public Catalog catalog() {
        return new InMemoryCatalog(CLOCK);
    }
}
