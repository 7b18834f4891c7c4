package dev.sluice.inference;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where machines of our own have their addresses. A host counts as ours only if every address that it resolves to is in here. */
public final class AddressRanges {
    private static final int SHORTEST_IPV4 = 8;
    private static final int SHORTEST_IPV6 = 16;

    /**
     * Loopback and the private ranges. Not link-local: what answers there is the machine's surroundings, such as a cloud's
     * metadata service.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc1918">RFC 1918</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc4193">RFC 4193</a>
     */
    public static final AddressRanges PRIVATE = new AddressRanges(List.of(
            new Range(InetAddress.ofLiteral("127.0.0.0"), 8),
            new Range(InetAddress.ofLiteral("10.0.0.0"), 8),
            new Range(InetAddress.ofLiteral("172.16.0.0"), 12),
            new Range(InetAddress.ofLiteral("192.168.0.0"), 16),
            new Range(InetAddress.ofLiteral("::1"), 128),
            new Range(InetAddress.ofLiteral("fc00::"), 7)));

    private record Range(InetAddress base, int bits) {
        boolean holds(InetAddress address) {
            byte[] one = base.getAddress();
            byte[] other = address.getAddress();
            int whole = bits / 8;
            int rest = 0xFF00 >> bits % 8;
            return one.length == other.length
                    && Arrays.equals(one, 0, whole, other, 0, whole)
                    && (bits % 8 == 0 || (one[whole] & rest & 0xFF) == (other[whole] & rest & 0xFF));
        }
    }

    private final List<Range> ranges;

    private AddressRanges(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * These ranges and no others.
     *
     * @param words an address, or the first of a range with its prefix length: {@code 203.0.113.8}, {@code 10.20.0.0/16}
     * @throws IllegalArgumentException if one is not of this form, or so wide that it is nobody's: a prefix below 8 bits, of
     *     IPv6 16
     */
    public static AddressRanges of(List<String> words) {
        List<Range> ranges = new ArrayList<>();
        for (String word : words) {
            ranges.add(range(word));
        }
        return new AddressRanges(ranges);
    }

    private static Range range(String word) {
        int slash = word.indexOf('/');
        try {
            InetAddress base = InetAddress.ofLiteral(slash < 0 ? word : word.substring(0, slash));
            int most = base.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(word.substring(slash + 1));
            if (bits >= (most == 32 ? SHORTEST_IPV4 : SHORTEST_IPV6) && bits <= most) {
                return new Range(base, bits);
            }
        } catch (IllegalArgumentException e) {
            // The complaint below is for all.
        }
        throw new IllegalArgumentException("expected addresses or ranges as 10.20.0.0/16 of at least " + SHORTEST_IPV4
                + " bits, of IPv6 " + SHORTEST_IPV6);
    }

    /** Whether the address is in one of them. */
    boolean hold(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.holds(address));
    }
}
