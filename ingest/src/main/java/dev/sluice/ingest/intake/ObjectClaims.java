package dev.sluice.ingest.intake;

import dev.sluice.ingest.intake.ClaimStoreException.Trouble;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.http.conn.ConnectTimeoutException;
import org.apache.http.conn.DnsResolver;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads content out of S3 buckets, with one client for each bucket and settings. Safe for use by several threads. */
final class ObjectClaims implements AutoCloseable {
    /** Answers that speak of us or of the server. Every other refusal is about the object that the message named. */
    private static final Set<String> CREDENTIALS = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "InvalidSecurity",
            "RequestTimeTooSkewed",
            "RequestExpired",
            "NotSignedUp",
            "AccountProblem",
            "AllAccessDisabled");

    private static final Set<String> BUCKET =
            Set.of("NoSuchBucket", "AuthorizationHeaderMalformed", "IncorrectEndpoint");
    private static final Set<String> BUSY = Set.of("SlowDown", "RequestTimeout", "Throttling", "TooManyRequests");
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Map<ClaimBucket, S3Client> clients = new ConcurrentHashMap<>();
    private final DnsResolver names;

    ObjectClaims(DnsResolver names) {
        this.names = names;
    }

    /**
     * The content of an object.
     *
     * @throws QuarantinedException if there is no such object that we may read, or it has another size
     * @throws ClaimStoreException if the store cannot say
     */
    byte[] read(ObjectLocation location, long bytes, ClaimBucket bucket) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(location.bucket()).key(location.key());
        location.version().ifPresent(request::versionId);
        Optional<byte[]> content;
        try {
            content = client(bucket).getObject(request.build(), (answer, stream) -> content(answer, stream, bytes));
        } catch (S3Exception refused) {
            throw of(refused, bucket);
        } catch (SdkException | S3Clients.CredentialsUnreadableException unanswered) {
            throw isLate(unanswered)
                    ? ClaimStoreException.lateBucket(bucket.name())
                    : ClaimStoreException.ofBucket(bucket.name(), trouble(unanswered));
        }
        return content.orElseThrow(() -> new QuarantinedException(QuarantineReason.CLAIM_MISMATCH));
    }

    /** Empty, and nothing of it read, when the size is another one. */
    private static Optional<byte[]> content(GetObjectResponse answer, AbortableInputStream stream, long bytes) {
        if (answer.contentLength() != null && answer.contentLength() != bytes) {
            stream.abort();
            return Optional.empty();
        }
        try {
            // One byte more than declared shows that there is more, without reading all of it.
            byte[] content = stream.readNBytes(Math.toIntExact(bytes + 1));
            if (content.length != bytes) {
                stream.abort();
                return Optional.empty();
            }
            return Optional.of(content);
        } catch (SocketTimeoutException late) {
            throw RetryableException.builder().cause(late).build();
        } catch (IOException broken) {
            throw RetryableException.builder().build();
        }
    }

    private static RuntimeException of(S3Exception refused, ClaimBucket bucket) {
        String code = Optional.ofNullable(refused.awsErrorDetails())
                .map(details -> details.errorCode())
                .orElse("");
        if (CREDENTIALS.contains(code)) {
            return ClaimStoreException.ofBucket(bucket.name(), Trouble.CREDENTIALS_REFUSED);
        }
        if (BUCKET.contains(code) || refused.statusCode() < CLIENT_ERROR) {
            return ClaimStoreException.ofBucket(bucket.name(), Trouble.BUCKET_MISSING);
        }
        if (BUSY.contains(code)
                || refused.isThrottlingException()
                || code.isBlank()
                || refused.statusCode() >= SERVER_ERROR) {
            return ClaimStoreException.ofBucket(bucket.name(), Trouble.UNREACHABLE);
        }
        // Whoever may write into the bucket can make an object that nobody can read: one such must not stop the others.
        return new QuarantinedException(QuarantineReason.CLAIM_NOT_FOUND);
    }

    private static Trouble trouble(RuntimeException unanswered) {
        for (Throwable cause = unanswered; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreAddresses.AddressRefusedException) {
                return Trouble.ADDRESS_REFUSED;
            }
            if (cause instanceof S3Clients.CredentialsUnreadableException) {
                return Trouble.CREDENTIALS_REFUSED;
            }
        }
        return Trouble.UNREACHABLE;
    }

    /** Whether a connection was there and the answer was not, or not whole, in time. */
    private static boolean isLate(RuntimeException unanswered) {
        boolean late = false;
        for (Throwable cause = unanswered; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectTimeoutException) {
                return false;
            }
            late |= cause instanceof ApiCallTimeoutException
                    || cause instanceof ApiCallAttemptTimeoutException
                    || cause instanceof SocketTimeoutException;
        }
        return late;
    }

    private S3Client client(ClaimBucket bucket) {
        return clients.computeIfAbsent(bucket, settings -> S3Clients.open(settings, names));
    }

    @Override
    public void close() {
        clients.values().forEach(S3Client::close);
        clients.clear();
    }
}
