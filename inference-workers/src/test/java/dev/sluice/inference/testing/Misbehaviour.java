package dev.sluice.inference.testing;

import java.time.Duration;

/** What a {@link FakeClosedApi} does instead of answering properly; each is one that real servers show. */
public sealed interface Misbehaviour {
    /** A status with headers and a body: 429 in any dialect, 503, 529, 402, 401, 400. */
    record Status(int code, java.util.Map<String, String> headers, String body) implements Misbehaviour {
        public Status {
            headers = java.util.Map.copyOf(headers);
        }
    }

    /** Waits before it answers properly. */
    record Slow(Duration delay) implements Misbehaviour {}

    /** Sends the status and half of the body, then closes the connection. */
    record DropMidBody() implements Misbehaviour {}

    /** Closes the connection without an answer. */
    record DropAtOnce() implements Misbehaviour {}

    /** Blank lines before the answer, as a server under load keeps the connection alive. */
    record BlankLines(int lines) implements Misbehaviour {}

    /** An endless body. */
    record HugeBody(long bytes) implements Misbehaviour {}

    /** A small body that its header says is packed, and that is this long unpacked. */
    record PackedBody(int bytes) implements Misbehaviour {}

    /** 307 to another address. */
    record Redirect(String location) implements Misbehaviour {}

    /** Another model answers. */
    record WrongModel(String model) implements Misbehaviour {}

    /** The message carries a refusal and no content. */
    record Refusal() implements Misbehaviour {}

    /** The content filter ended it. */
    record ContentFilter() implements Misbehaviour {}

    /** A proper answer with these headers besides, as gateways add them. */
    record WithHeaders(java.util.Map<String, String> headers) implements Misbehaviour {
        public WithHeaders {
            headers = java.util.Map.copyOf(headers);
        }
    }

    /** 200 with this body, whatever it is. */
    record Body(String body) implements Misbehaviour {
        /** An error in a 200, as gateways send it once the model has started. */
        public static Body error() {
            return new Body("{\"error\":{\"code\":502,\"message\":\"upstream failed\"}}");
        }

        /** A 200 with no choices, as a content block looks. */
        public static Body withoutChoices() {
            return new Body("{\"id\":\"x\",\"object\":\"chat.completion\",\"model\":\"fake-1\",\"choices\":[]}");
        }

        /** A 200 that is not JSON. */
        public static Body notJson() {
            return new Body("<html>Bad gateway</html>");
        }
    }
}
