package serai.secrets.routes;

import java.util.concurrent.CompletableFuture;
import serai.secrets.SecretPlace.Trouble;

/** Lets requests pass, or tells what they meet; slow ones wait until the trouble changes. */
final class Gate {

    private record State(Trouble trouble, CompletableFuture<Trouble> over) {}

    private volatile State state = new State(Trouble.NONE, new CompletableFuture<>());

    synchronized void fail(Trouble trouble) {
        State before = state;
        state = new State(trouble, new CompletableFuture<>());
        before.over().complete(trouble);
    }

    Trouble pass() {
        State now = state;
        return now.trouble() == Trouble.SLOW ? now.over().join() : now.trouble();
    }
}
