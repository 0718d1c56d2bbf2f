package dev.mainspring.activities.workspace.ssh;

import java.security.KeyPair;

/** How a client proves who it is. */
public sealed interface SshLogin {

    record Password(String value) implements SshLogin {
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    record Key(KeyPair pair) implements SshLogin {
        @Override
        public String toString() {
            return "Key[]";
        }
    }
}
