package dev.sluice.ingest.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.apache.http.conn.DnsResolver;

/**
 * Resolves the host of a claim-check store, and refuses it when any of its addresses is not a public one or one that the
 * operator named. The connection is made to the address that was looked at: nothing resolves the name again.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA special-purpose IPv4 addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA special-purpose IPv6 addresses</a>
 */
final class StoreAddresses implements DnsResolver {
    /** Ranges that an operator may open to a store, because a company's own servers have such addresses. */
    private static final List<AddressRange> INSIDE = ranges(
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "fc00::/7", "::1/128");

    /** Addresses at which clouds tell a machine its own secrets, in ranges that an operator may open. */
    private static final List<AddressRange> METADATA = ranges("fd00:ec2::/32", "100.100.100.200/32", "fd20:ce::/32");

    private static final List<AddressRange> NOT_PUBLIC = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // Tunnels and translations, which may lead to any of the above, and addresses for documentation.
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    /** All of IPv6 that is handed out as public; what is outside is special. */
    private static final AddressRange PUBLIC_IPV6 = AddressRange.parse("2000::/3");

    private final List<AddressRange> opened;
    private final DnsResolver names;

    /**
     * @param opened ranges inside that the operator opened to this store
     * @param names asks for a name's addresses
     */
    StoreAddresses(List<AddressRange> opened, DnsResolver names) {
        this.opened = List.copyOf(opened);
        this.names = names;
    }

    /** Whether a range is one that an operator may open. */
    static boolean mayBeOpened(AddressRange range) {
        return INSIDE.stream().anyMatch(inside -> inside.contains(range));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (addresses.length == 0 || !Arrays.stream(addresses).allMatch(this::allowed)) {
            // One bad address among good ones is a name that somebody is playing with.
            throw new AddressRefusedException();
        }
        return addresses;
    }

    private boolean allowed(InetAddress address) {
        if (METADATA.stream().anyMatch(range -> range.contains(address))) {
            return false;
        }
        return isPublic(address) || opened.stream().anyMatch(range -> range.contains(address));
    }

    private static boolean isPublic(InetAddress address) {
        boolean v6 = address.getAddress().length == 16;
        return (!v6 || PUBLIC_IPV6.contains(address))
                && NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AddressRange::parse).toList();
    }

    /** A store's name leads to an address that no connection may go to. */
    static final class AddressRefusedException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        AddressRefusedException() {
            super("an address of a claim-check store is not public and not opened");
        }
    }
}
