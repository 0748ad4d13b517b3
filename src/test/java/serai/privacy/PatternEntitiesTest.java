package serai.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternEntitiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL_ADDRESS | mail to guard+gate@inn.example.org.           | guard+gate@inn.example.org",
                "EMAIL_ADDRESS | <guard@inn.example>                           | guard@inn.example",
                "EMAIL_ADDRESS | see guard@inn.org.Then he wrote               | guard@inn.org",
                "EMAIL_ADDRESS | почта@почта.рф                                | почта@почта.рф",
                "CREDIT_CARD   | paid with 4111 1111 1111 1111 today           | 4111 1111 1111 1111",
                "CREDIT_CARD   | 3782-822463-10005                             | 3782-822463-10005",
                "CREDIT_CARD   | 4111\u00a01111\u00a01111\u00a01111            | 4111\u00a01111\u00a01111\u00a01111",
                "CREDIT_CARD   | 4111\u200b111111111111                        | 4111\u200b111111111111",
                "IBAN_CODE     | to GB82 WEST 1234 5698 7654 32 please         | GB82 WEST 1234 5698 7654 32",
                "IBAN_CODE     | gb82west12345698765432                        | gb82west12345698765432",
                "IBAN_CODE     | GB82-WEST-1234-5698-7654-32 ALL CAPS          | GB82-WEST-1234-5698-7654-32",
                "IP_ADDRESS    | from 203.0.113.7:8080                         | 203.0.113.7",
                "IP_ADDRESS    | route 203.0.113.0/24                          | 203.0.113.0/24",
                "IP_ADDRESS    | [2001:db8::7]:443                             | 2001:db8::7",
                "IP_ADDRESS    | fe80::7%eth1 is up                            | fe80::7%eth1",
                "IP_ADDRESS    | ::ffff:203.0.113.7                            | ::ffff:203.0.113.7",
                "US_SSN        | ssn 219-09-1234                               | 219-09-1234",
                "US_SSN        | ssn 219 09 1234                               | 219 09 1234",
                "US_SSN        | ssn 21909-1234                                | 21909-1234",
                "PHONE_NUMBER  | call (212) 555-0123 ext. 7                    | (212) 555-0123 ext. 7",
                "PHONE_NUMBER  | +44 20 7946 0018                              | +44 20 7946 0018",
                "PHONE_NUMBER  | 020 7946 0018                                 | 020 7946 0018",
                "PHONE_NUMBER  | 001-212-555-0123                              | 001-212-555-0123",
                "DATE_TIME     | due 2024-03-15T14:30:00.5Z!                   | 2024-03-15T14:30:00.5Z",
                "DATE_TIME     | on 31.12.1999 in                              | 31.12.1999",
                "DATE_TIME     | on 12/31/99                                   | 12/31/99",
                "DATE_TIME     | born 3rd of March 1985 in                     | 3rd of March 1985",
                "DATE_TIME     | at 10:30 a.m. we                              | 10:30 a.m.",
                "DATE_TIME     | valid thru 5/2027                             | 5/2027",
                "PROJECT_CODE  | see ABC-123456                                | ABC-123456",
                "CUSTOMER_ID   | for CUST-12345678.                            | CUST-12345678",
            })
    void findsExactly(String entity, String text, String value) {
        assertThat(Engines.values(entity, text)).containsExactly(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EMAIL_ADDRESS | user@nowhere",
                "EMAIL_ADDRESS | a @ b.com",
                "EMAIL_ADDRESS | user@host.notadomain",
                "CREDIT_CARD   | 4111 1111 1111 1112",
                "CREDIT_CARD   | 1748503543012",
                "CREDIT_CARD   | 0000 0000 0000 0000",
                "CREDIT_CARD   | 94111111111111111",
                "IBAN_CODE     | GB82 WEST 1234 5698 7654 33",
                "IBAN_CODE     | GB82 wEST 1234 5698 7654 32",
                "IBAN_CODE     | GB82/WEST/1234/5698/7654/32",
                "IBAN_CODE     | GB82 WEST 1234 5698 7654 327",
                "IP_ADDRESS    | 203.0.113.256",
                "IP_ADDRESS    | version 10.6.0",
                "IP_ADDRESS    | at 12:34:56",
                "IP_ADDRESS    | std::vector and a::b",
                "IP_ADDRESS    | 1::2::3",
                "IP_ADDRESS    | 00:1A:2B:3C:4D:5E",
                "US_SSN        | 219-09.1234",
                "US_SSN        | 000-12-3456",
                "US_SSN        | 666-12-3456",
                "US_SSN        | 912-12-3456",
                "US_SSN        | 219-00-1234",
                "US_SSN        | 219-09-0000",
                "US_SSN        | 078-05-1120",
                "US_SSN        | 2190912345",
                "PHONE_NUMBER  | 2147483647 rows",
                "PHONE_NUMBER  | on 2024-03-15 at 10:30",
                "PHONE_NUMBER  | 3.14159265358",
                "DATE_TIME     | version 15.2.10",
                "DATE_TIME     | 13/2021",
                "DATE_TIME     | this may 5 times fail",
                "PROJECT_CODE  | XABC-1234567",
                "CUSTOMER_ID   | CUST-1234567",
            })
    void findsNothing(String entity, String text) {
        assertThat(Engines.values(entity, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4111 1111 1111 1111", "GB82 WEST 1234 5698 7654 32"})
    void leavesWhatAChecksumProvesToItsEntity(String text) {
        assertThat(Engines.SHIPPED.find(text)).hasSize(1);
    }
}
