package dev.mainspring.store;

/** Encrypts what must not lie readable in the database. */
public interface Sealer {

    /**
     * @param purpose where the text belongs; it can be read back with the same only
     */
    String seal(String purpose, String text);

    /** Reads what {@link #seal} gave; throws if it cannot be read any more. */
    String open(String purpose, String sealed);
}
