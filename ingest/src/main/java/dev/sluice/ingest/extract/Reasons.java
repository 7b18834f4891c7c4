package dev.sluice.ingest.extract;

import java.io.EOFException;
import java.util.zip.ZipException;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.exception.UnsupportedFormatException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.exception.ZeroByteFileException;
import org.jspecify.annotations.Nullable;

/** The one table from what a parser throws to why a part is unread. Looks at types only, never at messages. */
final class Reasons {
    private static final int MAX_CAUSES = 20;

    private Reasons() {}

    static UnreadReason of(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            UnreadReason known = switch (cause) {
                case EncryptedDocumentException e -> UnreadReason.ENCRYPTED;
                case org.apache.poi.EncryptedDocumentException e -> UnreadReason.ENCRYPTED;
                case InvalidPasswordException e -> UnreadReason.ENCRYPTED;
                case PasswordRequiredException e -> UnreadReason.ENCRYPTED;
                case UnsupportedZipFeatureException e ->
                    e.getFeature() == UnsupportedZipFeatureException.Feature.ENCRYPTION
                            ? UnreadReason.ENCRYPTED
                            : UnreadReason.UNSUPPORTED;
                case TikaMemoryLimitException e -> UnreadReason.OVER_LIMIT;
                case MemoryLimitException e -> UnreadReason.OVER_LIMIT;
                case WriteLimitReachedException e -> UnreadReason.OVER_LIMIT;
                case LimitReachedException e -> UnreadReason.OVER_LIMIT;
                case UnsupportedFormatException e -> UnreadReason.UNSUPPORTED;
                case ZeroByteFileException e -> UnreadReason.EMPTY;
                case EOFException e -> UnreadReason.TRUNCATED;
                case ZipException e -> UnreadReason.DAMAGED;
                default -> null;
            };
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return UnreadReason.DAMAGED;
    }
}
