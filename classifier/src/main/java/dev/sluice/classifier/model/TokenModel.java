package dev.sluice.classifier.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.sluice.classifier.DetectorFailure;
import dev.sluice.classifier.DetectorFailure.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The network in ONNX Runtime: one session for all threads, each call on its caller's thread alone. The session is made at
 * the first call and lives as long as the process; where it cannot be made, it is not tried again, and each call fails as
 * the first did. Thread-safe.
 *
 * <p>ONNX Runtime frees its environment in a shutdown hook of its own. Calls that run while the process ends come to their
 * end or fail with an exception; a program that must not make its first call in that moment ends its workers first.
 */
final class TokenModel {
    private static final String IDS = "input_ids";
    private static final String LOGITS = "logits";
    /** The runtime recurses over the graph while it loads it, deeper than the stack of a virtual thread's carrier. */
    private static final long LOADING_STACK = 64L << 20;

    private final int labels;
    private byte @Nullable [] network;
    private volatile @Nullable OrtSession session;
    private @Nullable ModelFailedException unloadable;

    /** A model whose network is {@code network}, already verified, with so many labels. */
    TokenModel(byte[] network, int labels) {
        this.network = network;
        this.labels = labels;
    }

    /** The buffers of one scan. One thread. */
    final class Call {
        private final LongBuffer ids;
        private final FloatBuffer logits;

        private Call(int window) {
            ids = direct(window * Long.BYTES).asLongBuffer();
            logits = direct(window * labels * Float.BYTES).asFloatBuffer();
        }

        private static ByteBuffer direct(int bytes) {
            return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }

        /** Sets the id at a place of the window. */
        void set(int place, int id) {
            ids.put(place, id);
        }

        /**
         * The logits of the window's first {@code length} ids, row by row, for all labels; valid until the next call.
         *
         * @throws ModelFailedException if the model does not load, the runtime fails or the answer has another shape
         */
        FloatBuffer run(int length) {
            OrtSession running = session();
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            long[] shape = {1, length};
            for (int i = 0; i < length * labels; i++) {
                logits.put(i, Float.NaN);
            }
            try (OnnxTensor idTensor = OnnxTensor.createTensor(environment, ids.slice(0, length), shape);
                    OnnxTensor answer = OnnxTensor.createTensor(
                            environment, logits.slice(0, length * labels), new long[] {1, length, labels});
                    OrtSession.Result result = running.run(Map.of(IDS, idTensor), Map.of(LOGITS, answer))) {
                if (result.size() != 1) {
                    throw new ModelFailedException("the model gave " + result.size() + " answers, expected one");
                }
            } catch (OrtException e) {
                throw new ModelFailedException(Kind.ANSWER, told(e), "the model failed with code " + e.getCode());
            }
            return logits;
        }
    }

    /** Buffers for windows of at most so many ids. */
    Call call(int window) {
        return new Call(window);
    }

    private OrtSession session() {
        OrtSession known = session;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            OrtSession made = session;
            if (made != null) {
                return made;
            }
            ModelFailedException failed = unloadable;
            if (failed == null) {
                try {
                    made = load();
                    session = made;
                    return made;
                } catch (ModelFailedException e) {
                    failed = e;
                    unloadable = e;
                } finally {
                    network = null;
                }
            }
            throw new ModelFailedException(failed.kind(), failed.reason(), String.valueOf(failed.getMessage()));
        }
    }

    /** @throws ModelFailedException whatever is thrown, errors of linking and of memory too */
    private OrtSession load() {
        AtomicReference<@Nullable OrtSession> made = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        try {
            Thread loading = new Thread(
                    null,
                    () -> {
                        try {
                            made.set(open());
                        } catch (OrtException | RuntimeException | Error e) {
                            failure.set(e);
                        }
                    },
                    "sluice-token-model",
                    LOADING_STACK);
            loading.setDaemon(true);
            loading.start();
            join(loading);
        } catch (OutOfMemoryError e) {
            failure.set(e);
        }
        OrtSession loaded = made.get();
        if (loaded == null) {
            throw notLoaded(failure.get());
        }
        return loaded;
    }

    private static ModelFailedException notLoaded(@Nullable Throwable cause) {
        if (cause instanceof ModelFailedException ours) {
            return ours;
        }
        if (cause instanceof OrtException refused) {
            return new ModelFailedException(
                    Kind.MODEL, told(refused), "the model does not load: code " + refused.getCode());
        }
        Throwable thrown = cause == null ? new IllegalStateException() : cause;
        return new ModelFailedException(
                Kind.of(thrown), DetectorFailure.cause(thrown), "the model does not load: " + thrown.getClass());
    }

    private static String told(OrtException failure) {
        return DetectorFailure.cause(failure) + " " + failure.getCode();
    }

    private OrtSession open() throws OrtException {
        byte[] bytes = network;
        if (bytes == null) {
            throw new IllegalStateException("the model was loaded before");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // Windows differ in length: plans kept for each length would only grow.
            options.setMemoryPatternOptimization(false);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // The runtime's own messages quote what it was given.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            OrtSession opened = OrtEnvironment.getEnvironment().createSession(bytes, options);
            NodeInfo answer = opened.getOutputInfo().get(LOGITS);
            if (!opened.getInputNames().equals(Set.of(IDS))
                    || answer == null
                    || !(answer.getInfo() instanceof TensorInfo info)
                    || info.type != OnnxJavaType.FLOAT) {
                opened.close();
                throw new ModelFailedException(
                        Kind.MODEL,
                        "unexpected names",
                        "expected the input " + IDS + " and the output " + LOGITS + " of floats");
            }
            return opened;
        }
    }

    /** Waits without end: loading is bounded work, and a session half made cannot be given back. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
