package serai.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PERSON   | What did Marco Polo pay?                       | Marco Polo",
                "PERSON   | ask Dr. Ibn Battuta about it                   | Ibn Battuta",
                "PERSON   | my name is Zhubin                              | Zhubin",
                "PERSON   | david johnson wrote                            | david johnson",
                "PERSON   | DAVID JOHNSON WROTE                            | DAVID JOHNSON WROTE",
                "LOCATION | from Samarkand to the sea                      | Samarkand",
                "LOCATION | she lives in Nowhereville now                  | Nowhereville",
                "LOCATION | a hall in New York City with                   | New York City",
                "LOCATION | at 12 Gate Street, Springfield, IL 62704 today | 12 Gate Street, Springfield, IL 62704",
                "LOCATION | Torstrasse 12, 10115 Berlin                    | Torstrasse 12, 10115 Berlin",
            })
    void findsExactly(String entity, String text, String value) {
        assertThat(Engines.values(entity, text)).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Will this work? Mark the file and grant access in May.",
                "The query planner of PostgreSQL chooses an index.",
                "SELECT name FROM users WHERE id = 1 ORDER BY name;",
                "AUTHORS ARE FREE OF LIABILITY, OR OF ANY CLAIM.",
                "Bath towels and a turkey sandwich, jack of all trades."
            })
    void leavesOrdinaryProseAlone(String text) {
        assertThat(Engines.SHIPPED.find(text)).isEmpty();
    }
}
