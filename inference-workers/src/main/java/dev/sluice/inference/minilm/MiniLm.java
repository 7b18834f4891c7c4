package dev.sluice.inference.minilm;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/**
 * all-MiniLM-L6-v2, int8, with its weights and its tokenizer pinned by SHA-256. Deterministic on one machine: one thread,
 * one text at a time, no batching. Calls queue up behind each other, so one process never runs two inferences at once.
 */
public final class MiniLm implements AutoCloseable {
    /** The name under which results record this model. */
    public static final String NAME = "all-minilm-l6-v2-q";

    /** Tokens of one window, special tokens included; what is longer is cut, so callers pass windows. */
    static final int WINDOW_TOKENS = 256;

    private static final PinnedResource WEIGHTS = new PinnedResource(
            "all-minilm-l6-v2-q.onnx", "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1");
    private static final PinnedResource TOKENIZER = new PinnedResource(
            "all-minilm-l6-v2-q-tokenizer.json", "754fbace50a65eb13073189fde35f561d96d630920b6a65bbf8dbadf9a4896c3");

    private final OwnThread thread;
    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;
    private boolean closed;

    private MiniLm(OwnThread thread, HuggingFaceTokenizer tokenizer, OrtSession session) {
        this.thread = thread;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    /**
     * Loads the model from the class path; never reaches a network.
     *
     * @throws ModelUnavailableException when a file is missing or altered, or the native runtime does not start
     */
    public static MiniLm load() {
        OwnThread thread = new OwnThread();
        try {
            return thread.call(() -> loadOn(thread));
        } catch (ModelUnavailableException e) {
            thread.close();
            throw e;
        }
    }

    private static MiniLm loadOn(OwnThread thread) {
        keepTheTokenizerOffline();
        byte[] weights = WEIGHTS.read();
        byte[] vocabulary = TOKENIZER.read();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(vocabulary),
                    Map.of("truncation", "true", "maxLength", String.valueOf(WINDOW_TOKENS), "padding", "false"));
            return new MiniLm(thread, tokenizer, OrtEnvironment.getEnvironment().createSession(weights, options));
        } catch (OrtException | IOException | RuntimeException | UnsatisfiedLinkError e) {
            throw new ModelUnavailableException(
                    "in-process model does not start: " + e.getClass().getSimpleName());
        }
    }

    /** SHA-256 of the weights, lower-case hex: what a result names as its model's digest. */
    public static String digest() {
        return WEIGHTS.sha256();
    }

    /**
     * The unit vector of a text.
     *
     * @throws ModelUnavailableException when the runtime fails or the model was closed
     */
    synchronized float[] embed(String text) {
        if (closed) {
            throw new ModelUnavailableException("in-process model is closed");
        }
        return thread.call(() -> embedOn(text));
    }

    private float[] embedOn(String text) {
        Encoding encoding = tokenizer.encode(text);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, new long[][] {encoding.getIds()});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {encoding.getAttentionMask()});
                OnnxTensor types = OnnxTensor.createTensor(environment, new long[][] {encoding.getTypeIds()});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            float[][][] hidden = (float[][][]) result.get(0).getValue();
            return Vectors.unit(Vectors.mean(hidden[0]));
        } catch (OrtException e) {
            throw new ModelUnavailableException("in-process model failed with code " + e.getCode());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (thread) {
            thread.call(() -> {
                tokenizer.close();
                session.close();
                return true;
            });
        }
    }

    /**
     * The tokenizer's library otherwise asks the cloud's metadata address where it runs, reports its use to its maker,
     * and fetches another native library where it sees a graphics card.
     */
    private static void keepTheTokenizerOffline() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
    }
}
