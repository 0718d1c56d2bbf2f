package dev.mainspring.store;

/** A label of a chat. */
public record Label(String key, String value) {

    /** As people write it: {@code team=a}, or the key alone where there is no value. */
    public String words() {
        return value.isEmpty() ? key : key + "=" + value;
    }

    /** Reads what people write. */
    public static Label of(String words) {
        int equals = words.indexOf('=');
        return equals < 0
                ? new Label(words.strip(), "")
                : new Label(
                        words.substring(0, equals).strip(), words.substring(equals + 1).strip());
    }
}
