package serai.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import serai.model.ChatRequest.Source;

class ExtractiveModelTest {

    private static final List<Source> INN = List.of(
            source(1, "House rules", "Staying", """
                    # Staying
                    Every traveller may stay three nights without paying. After the third night the fee is one dirham \
                    a night. The gate closes at sunset and opens at first light. It is not opened at night for anybody.
                    """),
            source(2, "House rules", "Animals", """
                    Camels rest in the lower court. Horses stand in the stable by the well. \
                    Hay is sold by the bundle, and water is free for all animals.
                    """),
            source(3, "Caravan schedule", "Spring", """
                    | Caravan | Leaves | To |
                    |---|---|---|
                    | <PERSON_1> | 3 March | Samarkand |
                    | <PERSON_2> | 9 April | Dunhuang |
                    """),
            source(4, "Escort payroll", "", """
                    guard,days,dirhams
                    <PERSON_3>,12,36
                    <PERSON_4>,20,60
                    """),
            source(5, "What to bring", "", """
                    Bring to the gate:
                    - a seal from the last inn
                    - a list of your goods
                    - one name for each animal
                    """));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    How long may a traveller stay without paying? | Every traveller may stay three nights without paying. [1]
                    When does the gate close?                     | The gate closes at sunset and opens at first light. [1]
                    Where do camels rest?                         | Camels rest in the lower court. [2]
                    Is water free?                                | Hay is sold by the bundle, and water is free for all animals. [2]
                    When does the caravan to Samarkand leave?     | Caravan: <PERSON_1>, Leaves: 3 March, To: Samarkand [3]
                    How many dirhams did the guard <PERSON_4> get? | guard: <PERSON_4>, days: 20, dirhams: 60 [4]
                    What do I bring to the gate?                  | Bring to the gate: a seal from the last inn; a list of your goods; one name for each animal [5]
                    What is the fee after the third night?        | After the third night the fee is one dirham a night. [1]
                    """)
    void quotesTheSentenceThatAnswers(String question, String answer) {
        assertThat(answer(question, INN)).startsWith(answer);
    }

    @Test
    void prefersTheSentenceThatHoldsAllThatWasAskedFor() {
        List<Source> papers = List.of(
                source(
                        1,
                        "A guide",
                        "",
                        "Caravans for <LOCATION_1> leave every week, on the day that the master names."),
                source(
                        2,
                        "A letter",
                        "",
                        "I ask for a place in the next caravan to <LOCATION_1>. Should <PERSON_1> lead it, "
                                + "put me near the front."),
                source(3, "schedule", "", """
                        caravan,destination,leaves,leader
                        Spring 7,<LOCATION_1>,<DATE_TIME_1>,<PERSON_1>
                        Spring 8,<LOCATION_2>,<DATE_TIME_2>,<PERSON_2>
                        """));
        assertThat(answer("When does the next caravan leave for <LOCATION_1>, and who leads it?", papers))
                .startsWith("caravan: Spring 7, destination: <LOCATION_1>, leaves: <DATE_TIME_1>, leader: <PERSON_1>");
    }

    @ParameterizedTest
    @CsvSource({
        "What is in the treasury?",
        "Who is the emperor of China?",
        "How do I create a database index?",
        "the of and",
    })
    void saysThatItFoundNothing(String question) {
        assertThat(answer(question, INN)).isEqualTo(Chat.NOTHING);
    }

    @Test
    void answersFromTheSameWordsAlike() {
        String first = answer("When does the gate close?", INN);
        assertThat(answer("When does the gate close?", INN)).isEqualTo(first);
    }

    @Test
    void quotesWhatAPronounRefersTo() {
        List<Source> sources = List.of(source(1, "Well", "", """
                The northern well is deep. It was dug for the horses of the emperor. Rope is kept beside it.
                """));
        assertThat(answer("For whose horses was it dug?", sources))
                .isEqualTo("The northern well is deep. It was dug for the horses of the emperor. [1]");
    }

    @Test
    void quotesNoMoreThanThreeSentencesAndNoneTwice() {
        List<Source> sources = new ArrayList<>();
        for (int number = 1; number <= 6; number++) {
            sources.add(
                    source(number, "Hay", "", "Hay for camels costs a dirham. Bundle " + number + " of hay is dry."));
        }
        String answer = answer("What does hay for camels cost?", sources);
        assertThat(answer).containsOnlyOnce("Hay for camels costs a dirham.");
        assertThat(answer.split("\\[\\d]", -1)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void leavesSubscriptsOfAQuoteUncited() {
        List<Source> sources = List.of(source(1, "Arrays", "", "The subscript a[2] selects the second element."));
        assertThat(answer("What does the subscript select?", sources))
                .isEqualTo("The subscript a[ 2 ] selects the second element. [1]");
    }

    @Test
    void readsTechnicalProse() {
        List<Source> sources = List.of(
                source(1, "19.4. Resource Consumption", "Memory", """
                        shared_buffers (integer)
                        Sets the amount of memory the database server uses for shared memory buffers. The default is \
                        typically 128 megabytes (128MB), but might be less if your kernel settings will not support \
                        it (as determined during initdb). This setting must be at least 128 kilobytes.
                        """), source(2, "25.1. Routine Vacuuming", "", """
                        PostgreSQL's VACUUM command has to process each table on a regular basis for several reasons. \
                        Plain VACUUM (without FULL) simply reclaims space and makes it available for re-use, e.g. by \
                        later updates.
                        """));
        assertThat(answer("What is the default of shared_buffers?", sources))
                .contains("128 megabytes")
                .contains("[1]");
        assertThat(answer("How does plain vacuum reclaim space?", sources))
                .startsWith("Plain VACUUM (without FULL) simply reclaims space")
                .contains("e.g. by later updates. [2]");
    }

    private static String answer(String question, List<Source> sources) {
        return new ExtractiveModel()
                .complete(new ChatRequest("extractive", List.of(), question, sources, 100, 0, Instant.EPOCH, ""));
    }

    private static Source source(int number, String title, String heading, String text) {
        return new Source(number, title, heading, text);
    }
}
