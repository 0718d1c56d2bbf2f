package dev.mainspring.bench;

import java.util.List;

/** What stands behind the command: {@code --name value}. */
record Options(List<String> arguments) {

    long number(String name, long otherwise) {
        int at = arguments.indexOf("--" + name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == arguments.size() || !arguments.get(at + 1).matches("\\d+")) {
            throw new IllegalArgumentException("--" + name + " needs a number");
        }
        return Long.parseLong(arguments.get(at + 1));
    }
}
