package dev.sluice.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001::a00:1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff::1",
                "5f00::1",
                "100::1"
            })
    void refusesWhatIsNotPublic(String address) {
        assertRefused(List.of(), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "52.219.170.1",
                "100.63.255.255",
                "100.128.0.0",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2600:1fa0:4000::1",
                "2a05:d07a:a000::1"
            })
    void takesWhatIsPublic(String address) throws UnknownHostException {
        assertThat(resolved(List.of(), address)).containsExactly(InetAddress.ofLiteral(address));
    }

    @Test
    void takesWhatAnOperatorOpenedAndNothingBesideIt() throws UnknownHostException {
        List<AddressRange> opened = List.of(AddressRange.parse("10.20.0.0/16"), AddressRange.parse("fd00:20::/32"));
        assertThat(resolved(opened, "10.20.255.1", "fd00:20::7")).hasSize(2);
        for (String beside : List.of("10.21.0.0", "10.19.255.255", "fd00:21::", "192.168.0.1", "127.0.0.1")) {
            assertRefused(opened, beside);
        }
    }

    @Test
    void refusesANameOfWhichOneAddressIsBad() {
        assertRefused(List.of(), "52.219.170.1", "10.0.0.1");
        assertRefused(List.of(), "169.254.169.254", "52.219.170.1");
        assertRefused(List.of());
    }

    @Test
    void noRangeThatCanBeOpenedLeadsToTheSecretsOfAMachine() {
        List<AddressRange> all = List.of(
                AddressRange.parse("fc00::/7"), AddressRange.parse("100.64.0.0/10"), AddressRange.parse("10.0.0.0/8"));
        assertThat(all).allMatch(StoreAddresses::mayBeOpened);
        for (String metadata : List.of("169.254.169.254", "fd00:ec2::254", "100.100.100.200", "fd20:ce::254")) {
            assertRefused(all, metadata);
        }
        for (String range : List.of("169.254.0.0/16", "0.0.0.0/0", "::/0", "fe80::/10", "8.0.0.0/5", "224.0.0.0/4")) {
            assertThat(StoreAddresses.mayBeOpened(AddressRange.parse(range)))
                    .as(range)
                    .isFalse();
        }
    }

    @Test
    void aRangeHoldsTheAddressesOfItsPrefix() throws UnknownHostException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] address = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(address);
            // Java takes an address like ::ffff:a.b.c.d for its IPv4 form, which is another family.
            address[0] |= 0x40;
            int bits = random.nextInt(address.length * 8 + 1);
            byte[] first = address.clone();
            for (int bit = bits; bit < address.length * 8; bit++) {
                first[bit / 8] &= (byte) ~(1 << (7 - bit % 8));
            }
            AddressRange range = new AddressRange(InetAddress.getByAddress(first), bits);
            assertThat(range.contains(InetAddress.getByAddress(address)))
                    .as("seed %d round %d", seed, round)
                    .isTrue();
            assertThat(AddressRange.parse(range.toString()))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(range);
            if (bits > 0) {
                int changed = random.nextInt(bits);
                byte[] outside = address.clone();
                outside[changed / 8] ^= (byte) (1 << (7 - changed % 8));
                if (outside[0] != 0) {
                    assertThat(range.contains(InetAddress.getByAddress(outside)))
                            .as("seed %d round %d", seed, round)
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "store.example/8",
                "fd00::/129",
                "fd00::1/64",
                "/8",
                "10.0.0.0/8 ",
                "::ffff:a00:0/104"
            })
    void aRangeIsAnAddressAndTheLengthOfItsPrefix(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
    }

    private static InetAddress[] resolved(List<AddressRange> opened, String... addresses) throws UnknownHostException {
        InetAddress[] found =
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        return new StoreAddresses(opened, host -> found).resolve("store.example");
    }

    private static void assertRefused(List<AddressRange> opened, String... addresses) {
        assertThatExceptionOfType(StoreAddresses.AddressRefusedException.class)
                .as(Arrays.toString(addresses))
                .isThrownBy(() -> resolved(opened, addresses));
    }
}
