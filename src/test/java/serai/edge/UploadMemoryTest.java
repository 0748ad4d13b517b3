package serai.edge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;
import serai.query.ProblemException;

class UploadMemoryTest {

    private final UploadMemory memory = new UploadMemory(DataSize.ofKilobytes(64));

    private MockHttpServletRequest upload(int kilobytes) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContent(new byte[kilobytes * 1024]);
        return request;
    }

    @Test
    void refusesWhatWouldNotFitUntilAnotherIsDone() {
        MockHttpServletRequest first = upload(64);
        memory.reserve(first);
        memory.reserve(upload(60));
        assertThatThrownBy(() -> memory.reserve(upload(10))).isInstanceOf(ProblemException.class);

        UploadMemory.release(first);
        UploadMemory.release(first);
        assertThatCode(() -> memory.reserve(upload(64))).doesNotThrowAnyException();
        assertThatThrownBy(() -> memory.reserve(upload(10))).isInstanceOf(ProblemException.class);
    }

    @Test
    void takesABodyOfUnknownLengthForTheLargest() {
        memory.reserve(new MockHttpServletRequest());
        memory.reserve(new MockHttpServletRequest());
        assertThatThrownBy(() -> memory.reserve(upload(10))).isInstanceOf(ProblemException.class);
    }
}
