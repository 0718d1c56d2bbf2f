package dev.mainspring.activities.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.stream.Stream;

/** Tells addresses of the public internet from those that lead to somebody's inside. */
final class PublicAddresses {

    /** IANA IPv4 Special-Purpose Address Registry, multicast, reserved; and Azure's host agent. */
    private static final List<AddressRange> CLOSED_4 =
            ranges(
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
                    "168.63.129.16/32");

    /** RFC 4291: global unicast. All else is loopback, local, multicast, or carries an IPv4. */
    private static final AddressRange GLOBAL_6 = AddressRange.of("2000::/3");

    /** IANA IPv6 Special-Purpose Address Registry, and 6to4, which carries any IPv4 address. */
    private static final List<AddressRange> CLOSED_6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        boolean open =
                address instanceof Inet4Address
                        ? CLOSED_4.stream().noneMatch(range -> range.contains(address))
                        : GLOBAL_6.contains(address)
                                && CLOSED_6.stream().noneMatch(range -> range.contains(address));
        return open && !isOurOwn(address);
    }

    /** A public address of this machine leads around its firewall. */
    private static boolean isOurOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    private static List<AddressRange> ranges(String... ranges) {
        return Stream.of(ranges).map(AddressRange::of).toList();
    }
}
