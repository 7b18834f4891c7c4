package dev.sluice.ingest.intake;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of internet addresses, written {@code 10.20.0.0/16} or {@code fd00:20::/32}.
 *
 * @param first its first address; bits behind the prefix are zero
 * @param bits length of the prefix
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632</a>
 */
public record AddressRange(InetAddress first, int bits) {
    private static final Pattern FORM = Pattern.compile("([0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:]*)/([0-9]{1,3})");

    /** Checks that the prefix is as long as it says. */
    public AddressRange {
        byte[] address = first.getAddress();
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException(
                    "the prefix has " + bits + " bits, expected at most " + address.length * 8);
        }
        for (int bit = bits; bit < address.length * 8; bit++) {
            if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                throw new IllegalArgumentException("the address has bits behind its prefix of " + bits);
            }
        }
    }

    /**
     * Reads a range.
     *
     * @param text an address without a name, {@code /} and the length of the prefix
     * @throws IllegalArgumentException if it is none; the message does not repeat it
     */
    public static AddressRange parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected a range like 10.20.0.0/16");
        }
        try {
            // Digits and dots, or colons: a literal that asks no name server.
            return new AddressRange(InetAddress.ofLiteral(form.group(1)), Integer.parseInt(form.group(2)));
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("expected a range like 10.20.0.0/16, without bits behind the prefix");
        }
    }

    /** Whether an address of the same family lies in it. */
    public boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || (mine[whole] ^ other[whole]) >> (8 - rest) == 0;
    }

    /** Whether all of another range lies in it. */
    public boolean contains(AddressRange other) {
        return other.bits >= bits && contains(other.first);
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
