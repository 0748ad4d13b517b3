package serai.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import serai.query.ProblemException;
import serai.query.ProblemType;

class EmbeddingPoolTest {

    private final EmbeddingPool pool = new EmbeddingPool(1, 2);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    private Future<String> blocker;

    @BeforeEach
    void block() {
        blocker = pool.question(() -> {
            opened.await();
            return "blocker";
        });
    }

    @AfterEach
    void close() {
        opened.countDown();
        pool.close();
    }

    @Test
    void runsQuestionsAheadOfWaitingPassages() throws Exception {
        Future<Boolean> passage = pool.passage(() -> ran.add("passage"));
        Future<Boolean> question = pool.question(() -> ran.add("question"));
        opened.countDown();

        assertThat(passage.get()).isTrue();
        assertThat(question.get()).isTrue();
        assertThat(ran).containsExactly("question", "passage");
    }

    @Test
    void refusesAQuestionBeyondTheQueue() throws Exception {
        Future<Boolean> first = pool.question(() -> ran.add("first"));
        Future<Boolean> second = pool.question(() -> ran.add("second"));

        assertThatThrownBy(() -> pool.question(() -> ran.add("third")))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
                    assertThat(problem.retryAfter()).isPositive();
                });

        opened.countDown();
        assertThat(List.of(first.get(), second.get())).containsExactly(true, true);
        assertThat(pool.question(() -> ran.add("later")).get()).isTrue();
    }

    @Test
    void takesAQuestionAgainAfterOneFailed() throws Exception {
        opened.countDown();
        assertThat(blocker.get()).isEqualTo("blocker");
        for (int i = 0; i < 5; i++) {
            Future<String> failing = pool.question(() -> {
                throw new IllegalStateException("broken");
            });
            assertThatThrownBy(failing::get).hasMessageContaining("broken");
        }
    }

    /** A native call does not end on an interrupt, and a JVM that exits under it crashes. */
    @Test
    void closesOnlyWhenNothingRuns() throws Exception {
        opened.countDown();
        CountDownLatch running = new CountDownLatch(1);
        Future<Boolean> call = pool.question(() -> {
            running.countDown();
            for (long end = System.nanoTime() + 200_000_000; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            return true;
        });
        running.await();

        pool.close();

        assertThat(call.isDone()).isTrue();
    }
}
