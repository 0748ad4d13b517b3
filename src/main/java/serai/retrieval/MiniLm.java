package serai.retrieval;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * The quantised all-MiniLM-L6-v2 that LangChain4j packages, one intra-op thread per run: parallelism over texts beats
 * parallelism within one.
 *
 * <p>It is run here and not by LangChain4j's own encoder, which obeys the truncation to 128 tokens in the tokenizer's file
 * and so leaves out the second half of a passage without a word.
 */
final class MiniLm implements AutoCloseable {

    static final int DIMENSIONS = 384;

    /** Tokens the model reads, with the two that frame the text; its authors' limit. */
    static final int WINDOW = 256;

    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private MiniLm(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /**
     * Loads model and natives, which takes about a second.
     *
     * @param natives where the tokenizer's native library is unpacked
     */
    static MiniLm load(Path natives) {
        // The tokenizer's library would report to its maker from a cloud machine, and look for a GPU on every other.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
        System.setProperty("DJL_CACHE_DIR", natives.toString());
        try (InputStream model = resource(MODEL);
                InputStream vocabulary = resource(TOKENIZER)) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            return new MiniLm(
                    environment,
                    environment.createSession(model.readAllBytes(), options()),
                    HuggingFaceTokenizer.newInstance(vocabulary, Map.of("padding", "false", "truncation", "false")));
        } catch (IOException e) {
            throw new UncheckedIOException("the embedding model cannot be read from the class path", e);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model cannot be loaded into ONNX Runtime", e);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        // Inputs differ in length, and a pattern is kept for each length seen.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        InputStream stream = MiniLm.class.getResourceAsStream(name);
        if (stream == null) {
            throw new FileNotFoundException(name);
        }
        return stream;
    }

    /** The mean over the tokens of a text, of unit length. */
    float[] vector(String text) {
        long[] ids = window(tokenizer.encode(text, true, false).getIds());
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor input = tensor(ids);
                OnnxTensor attention = tensor(mask);
                OnnxTensor types = tensor(new long[ids.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", attention, "token_type_ids", types))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model failed", e);
        }
    }

    /** Cuts in the middle of the text, never the frame's closing token. */
    private static long[] window(long[] ids) {
        if (ids.length <= WINDOW) {
            return ids;
        }
        long[] window = Arrays.copyOf(ids, WINDOW);
        window[WINDOW - 1] = ids[ids.length - 1];
        return window;
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] mean(FloatBuffer tokens, int count) {
        float[] sum = new float[DIMENSIONS];
        for (int i = 0; i < count * DIMENSIONS; i++) {
            sum[i % DIMENSIONS] += tokens.get(i);
        }
        double square = 0;
        for (float component : sum) {
            square += component * component;
        }
        float length = (float) Math.sqrt(square);
        for (int i = 0; i < DIMENSIONS; i++) {
            sum[i] /= length;
        }
        return sum;
    }

    int tokens(String text) {
        return tokenizer.encode(text, false, false).getIds().length;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model cannot be closed", e);
        }
    }
}
