package dev.mainspring.bench;

/** Makes commits slow, so that one can be met in the middle. */
final class Commits {

    private final Database database;

    Commits(Database database) {
        this.database = database;
        database.run(
                """
                create or replace function dawdle() returns trigger language plpgsql as
                    'begin perform pg_sleep(1); return null; end'
                """);
    }

    /** Lets each commit of such a change wait a second before it is done. */
    void slow(String table, String change) {
        database.run(
                """
                create constraint trigger dawdle after %s on %s
                    deferrable initially deferred for each row execute function dawdle()
                """
                        .formatted(change, table));
    }

    void quick(String table) {
        database.run("drop trigger dawdle on " + table);
    }

    /** Whether one is in the middle at this moment. */
    boolean underway() {
        return database.number("select count(*) from pg_stat_activity where wait_event = 'PgSleep'")
                > 0;
    }
}
