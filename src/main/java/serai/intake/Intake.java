package serai.intake;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import serai.query.ProblemException;
import serai.query.ProblemType;

/** The first step: checks what a verified caller asks. Stateless and safe for use by many threads. */
public final class Intake {

    private final IntakeSettings settings;

    public Intake(IntakeSettings settings) {
        this.settings = settings;
    }

    /**
     * The question to answer, from {@code {"question"}}.
     *
     * @throws ProblemException when the body is not that
     */
    public Query receive(Incoming incoming) {
        requireNonNull(incoming);
        Question body = StrictJson.read(incoming.body(), Question.class, "The body is {\"question\": a text}.");
        return query(incoming, body.question(), settings.passages(), settings.passagesPerDocument());
    }

    /**
     * The question to search for, from {@code {"question", "limit"}}.
     *
     * @throws ProblemException when the body is not that
     */
    public Query receiveSearch(Incoming incoming) {
        requireNonNull(incoming);
        Search body = StrictJson.read(
                incoming.body(), Search.class, "The body is {\"question\": a text, \"limit\": an integer or absent}.");
        return query(incoming, body.question(), limit(body.limit()), 1);
    }

    private Query query(Incoming incoming, @Nullable String question, int limit, int perDocument) {
        return new Query(incoming.request(), incoming.caller().subject(), checked(question), limit, perDocument);
    }

    private int limit(@Nullable Integer asked) {
        int limit = asked == null ? settings.passages() : asked;
        if (limit < 1 || limit > settings.maxLimit()) {
            throw invalid("The limit is 1 to " + settings.maxLimit() + ".");
        }
        return limit;
    }

    private String checked(@Nullable String question) {
        if (question == null || question.isBlank()) {
            throw invalid("The question is missing or blank.");
        }
        if (question.codePointCount(0, question.length()) > settings.maxQuestionLength()) {
            throw invalid("The question has more than " + settings.maxQuestionLength() + " characters.");
        }
        if (question.codePoints().anyMatch(Intake::unprintable)) {
            throw invalid("The question holds control characters or half a surrogate pair.");
        }
        return question;
    }

    private static boolean unprintable(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
        return control || Character.getType(c) == Character.SURROGATE;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }

    private record Question(@Nullable String question) {}

    private record Search(
            @Nullable String question, @Nullable Integer limit) {}
}
