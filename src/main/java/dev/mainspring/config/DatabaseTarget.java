package dev.mainspring.config;

/** Where the database is and how to sign in to it. */
public record DatabaseTarget(String url, String user, String password) {

    @Override
    public String toString() {
        return "DatabaseTarget[" + url + ", " + user + "]";
    }
}
