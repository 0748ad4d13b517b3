package serai.retrieval;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The quantised all-MiniLM-L6-v2, one intra-op thread per run: parallelism over texts beats parallelism within one. */
final class MiniLm extends AbstractInProcessEmbeddingModel implements AutoCloseable {

    private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
    private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OrtSession session;
    private final OnnxBertBiEncoder encoder;
    private final HuggingFaceTokenizer tokenizer;

    private MiniLm(OrtSession session, OnnxBertBiEncoder encoder, HuggingFaceTokenizer tokenizer) {
        super(Runnable::run);
        this.session = session;
        this.encoder = encoder;
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
                InputStream vocabulary = resource(TOKENIZER);
                InputStream again = resource(TOKENIZER)) {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            OrtSession session = environment.createSession(model.readAllBytes(), options());
            return new MiniLm(
                    session,
                    new OnnxBertBiEncoder(environment, session, vocabulary, PoolingMode.MEAN),
                    HuggingFaceTokenizer.newInstance(again, Map.of("padding", "false", "truncation", "false")));
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

    float[] vector(String text) {
        return embed(text).content().vector();
    }

    int tokens(String text) {
        return tokenizer.encode(text, false, false).getIds().length;
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    @Override
    protected Integer knownDimension() {
        return MiniLmEmbedder.DIMENSIONS;
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
