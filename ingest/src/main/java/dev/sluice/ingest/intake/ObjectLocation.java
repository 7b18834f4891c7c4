package dev.sluice.ingest.intake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an object is: {@code s3://BUCKET/KEY} or {@code s3://BUCKET/KEY?versionId=VERSION}, percent-encoded UTF-8.
 *
 * @param bucket the bucket
 * @param key the object's key
 * @param version which of its versions; without one the newest
 */
record ObjectLocation(String bucket, String key, Optional<String> version) {
    static final String SCHEME = "s3://";

    private static final Pattern FORM =
            Pattern.compile("s3://([a-z0-9.-]{3,63})/([^?#\\s]+)(?:\\?versionId=([^?#&\\s]{1,1024}))?");
    private static final Pattern VERSION = Pattern.compile("[!-~]{1,1024}");
    private static final int LONGEST_KEY_BYTES = 1024;

    /** Empty when it is no location of an object. */
    static Optional<ObjectLocation> parse(String text) {
        Matcher form = FORM.matcher(text);
        boolean characters = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!characters || !form.matches() || !ClaimBucket.isName(form.group(1))) {
            return Optional.empty();
        }
        Optional<String> key = decoded(form.group(2)).filter(ObjectLocation::isKey);
        Optional<String> version = form.group(3) == null
                ? Optional.empty()
                : decoded(form.group(3)).filter(word -> VERSION.matcher(word).matches());
        if (key.isEmpty() || version.isEmpty() && form.group(3) != null) {
            return Optional.empty();
        }
        return Optional.of(new ObjectLocation(form.group(1), key.get(), version));
    }

    private static boolean isKey(String key) {
        return isPlain(key) && !key.endsWith("/") && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEY_BYTES;
    }

    /**
     * Whether no server can take it for another place: a store that keeps objects as files may resolve dots and repeated
     * slashes, and would then serve what lies beside the prefix.
     */
    static boolean isPlain(String key) {
        boolean characters = key.codePoints().allMatch(c -> c >= 0x20 && c != 0x7f && c != '\\' && c != 0xfffd);
        String body = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
        return characters
                && Arrays.stream(body.split("/", -1))
                        .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
    }

    /** Strictly: a broken escape or broken UTF-8 is no other spelling of anything. */
    private static Optional<String> decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        int at = 0;
        try {
            while (at < text.length()) {
                int end = text.offsetByCodePoints(at, 1);
                if (text.charAt(at) == '%') {
                    bytes.put((byte) HexFormat.fromHexDigits(text, at + 1, at + 3));
                    at += 3;
                } else {
                    bytes.put(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
                    at = end;
                }
            }
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException broken) {
            return Optional.empty();
        }
    }

    /** Whether it lies in one of these. */
    Optional<ClaimBucket> in(Iterable<ClaimBucket> allowed) {
        for (ClaimBucket each : allowed) {
            if (each.name().equals(bucket) && key.startsWith(each.prefix())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
