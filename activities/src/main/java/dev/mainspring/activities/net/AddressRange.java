package dev.mainspring.activities.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, such as {@code 10.1.0.0/16}.
 *
 * @param bits how many leading bits an address shares with the first one
 */
public record AddressRange(InetAddress first, int bits) {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    public AddressRange {
        int most = first.getAddress().length * 8;
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("prefix length " + bits + " is not 0 to " + most);
        }
    }

    /**
     * Reads {@code address/bits}, or one address.
     *
     * @throws IllegalArgumentException if it is not that; names are not resolved
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address range");
        }
        try {
            InetAddress first = InetAddress.getByName(address);
            int most = first.getAddress().length * 8;
            return new AddressRange(
                    first, slash < 0 ? most : Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address range", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
            if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
