package serai.secrets;

final class MemoryBackendTest implements RemoteBackendContract {

    private final MemoryBackend memory = new MemoryBackend("memory");

    @Override
    public SecretPlace place() {
        return memory;
    }

    @Override
    public SecretBackend backend() {
        return memory;
    }

    @Override
    public SecretBackend impatient() {
        return memory;
    }

    @Override
    public SecretBackend nowhere() {
        MemoryBackend nowhere = new MemoryBackend("nowhere");
        nowhere.fail(SecretPlace.Trouble.DOWN);
        return nowhere;
    }
}
