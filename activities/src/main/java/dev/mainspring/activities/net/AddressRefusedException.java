package dev.mainspring.activities.net;

import java.net.UnknownHostException;

/** A host that requests of people and models may not reach. */
public final class AddressRefusedException extends UnknownHostException {
    AddressRefusedException(String host) {
        super(host + " is not on the public internet, and may not be reached");
    }
}
