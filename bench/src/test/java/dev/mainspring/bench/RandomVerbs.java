package dev.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One person's verbs in an order chosen by chance, on a chat and its forks: sent, edited, moved,
 * promoted and taken back, stopped, answered again, forked; what the agent asks is allowed, denied
 * and answered. Whatever the product refuses, it must refuse with a reason; what it accepts must be
 * there at the end, once.
 */
final class RandomVerbs {

    private static final Duration REST_WITHIN = Duration.ofSeconds(120);
    private static final String SETTLED =
            "until=idle,error,awaiting_approval,awaiting_answer&timeout=5s";

    private static final int LONGEST_PAUSE_MS = 500;
    private static final int MOST_CHATS = 3;

    /** Words of their own for every message, so that a double shows. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Person person;
    private final Database database;
    private final Random random;
    private final List<String> chats = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> takenBack = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private final List<String> done = new ArrayList<>();

    RandomVerbs(Person person, Database database, long seed) {
        this.person = person;
        this.database = database;
        this.random = new Random(seed);
    }

    /**
     * Does so many things, waits until all rests, and checks everything.
     *
     * @return the calls that were denied: none of them may have run
     */
    Set<String> run(int verbs) {
        try {
            String first = UUID.randomUUID().toString();
            String message = UUID.randomUUID().toString();
            accepted.add(message);
            chats.add(person.begin(first, message, words(), policy()));
            for (int i = 0; i < verbs; i++) {
                Patience.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MS)));
                one(chats.get(random.nextInt(chats.size())));
            }
            chats.forEach(this::settle);
            chats.forEach(this::check);
            nothingIsLostOrDouble();
            return denied;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("after " + String.join(", ", done), e);
        }
    }

    private void one(String chat) {
        switch (random.nextInt(20)) {
            case 0, 1, 2 -> send(chat, "steer");
            case 3, 4 -> send(chat, "queue");
            case 5 -> send(chat, "interrupt");
            case 6, 7 -> edit(chat);
            case 8 -> regenerate(chat);
            case 9 -> fork(chat);
            case 10 -> onWaiting(chat, "promote");
            case 11 -> onWaiting(chat, "rewrite");
            case 12 -> onWaiting(chat, "move");
            case 13 -> onWaiting(chat, "take back");
            case 14 -> tell("stop", "POST", "/api/v1/chats/" + chat + "/interrupt", null);
            case 15 -> select(chat);
            case 16, 17, 18, 19 -> answer(chat);
            default -> throw new IllegalStateException();
        }
    }

    /** The chat's agent must ask before each command that names itself guarded. */
    private static ObjectNode policy() {
        ObjectNode fields = Person.JSON.createObjectNode();
        fields.putArray("approval_policy")
                .addObject()
                .put("tool", "execute")
                .put("pattern", ": guarded*")
                .put("action", "ask");
        return fields;
    }

    private String words() {
        String verb =
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> "work ";
                    case 3, 4 -> "guarded ";
                    case 5 -> "ask ";
                    case 6 -> "plan ";
                    default -> "say ";
                };
        return verb + NUMBERS.incrementAndGet();
    }

    /** Answers something that the agent asks; nothing, where it asks nothing. */
    private void answer(String chat) {
        JsonNode items = person.get("/api/v1/chats/" + chat + "/requests").path("items");
        if (!items.isEmpty()) {
            answer(chat, items.get(random.nextInt(items.size())));
        }
    }

    private void answer(String chat, JsonNode request) {
        String base = "/api/v1/chats/" + chat;
        String id = request.path("id").asString();
        ObjectNode body = Person.JSON.createObjectNode();
        switch (request.path("kind").asString()) {
            case "approval" -> decide(base + "/approvals/" + id, request);
            case "question" -> {
                body.putArray("answers").addObject().putArray("selected").add(one("Left", "Right"));
                tell("answer", "POST", base + "/questions/" + id, body);
            }
            case "plan" -> {
                String decision = one("approve", "reject", "edit");
                body.put("id", id).put("decision", decision);
                if (decision.equals("edit")) {
                    body.put("plan", "Do it in two steps.");
                }
                tell(decision, "POST", base + "/plan", body);
            }
            default -> throw new AssertionError(request.toString());
        }
    }

    /** Half of the time it is answered twice: the second answer must change nothing. */
    private void decide(String path, JsonNode request) {
        String decision = one("allow", "allow", "deny", "allow_always");
        ObjectNode body = Person.JSON.createObjectNode().put("decision", decision);
        if (tell(decision, "POST", path, body) == 200 && decision.equals("deny")) {
            denied.add(request.path("tool_call_id").asString());
        }
        if (random.nextBoolean()) {
            ObjectNode other = Person.JSON.createObjectNode().put("decision", "allow");
            assertThat(tell("again", "POST", path, other)).isEqualTo(409);
        }
    }

    private String one(String... words) {
        return words[random.nextInt(words.length)];
    }

    private void send(String chat, String delivery) {
        ObjectNode body = Person.message(words()).put("delivery", delivery);
        say("send " + delivery, "POST", "/api/v1/chats/" + chat + "/messages", body);
    }

    private void edit(String chat) {
        String path = "/api/v1/chats/" + chat + "/messages/" + place(chat, "user");
        say("edit", "PATCH", path, Person.message(words()));
    }

    private void regenerate(String chat) {
        String role = random.nextBoolean() ? "user" : "assistant";
        tell(
                "regenerate",
                "POST",
                "/api/v1/chats/" + chat + "/messages/" + place(chat, role) + "/regenerate",
                Person.JSON.createObjectNode().put("id", UUID.randomUUID().toString()));
    }

    /** The position of some message of that role, or one that is none. */
    private int place(String chat, String role) {
        List<JsonNode> messages =
                person.messages(chat).stream()
                        .filter(message -> message.path("role").asString().equals(role))
                        .toList();
        return messages.isEmpty()
                ? 1 + random.nextInt(5)
                : messages.get(random.nextInt(messages.size())).path("position").asInt();
    }

    private void fork(String chat) {
        if (chats.size() == MOST_CHATS) {
            return;
        }
        String id = UUID.randomUUID().toString();
        int head = Math.max(1, person.messages(chat).size());
        String path = "/api/v1/chats/" + chat + "/messages/" + (1 + random.nextInt(head)) + "/fork";
        if (tell("fork", "POST", path, Person.JSON.createObjectNode().put("id", id)) == 201) {
            chats.add(id);
        }
    }

    private void onWaiting(String chat, String verb) {
        JsonNode items = person.get("/api/v1/chats/" + chat + "/queue").path("items");
        if (items.isEmpty()) {
            return;
        }
        String id = items.get(random.nextInt(items.size())).path("id").asString();
        String path = "/api/v1/chats/" + chat + "/queue/" + id;
        ObjectNode change = Person.JSON.createObjectNode();
        switch (verb) {
            case "promote" -> tell(verb, "POST", path + "/promote", null);
            case "rewrite" -> tell(verb, "PATCH", path, change.put("text", words()));
            case "move" -> tell(verb, "PATCH", path, change.put("position", 1 + random.nextInt(3)));
            case "take back" -> {
                if (tell(verb, "DELETE", path, null) == 204) {
                    takenBack.add(id);
                }
            }
            default -> throw new IllegalStateException(verb);
        }
    }

    private void select(String chat) {
        JsonNode items = person.get("/api/v1/chats/" + chat + "/branches").path("items");
        String branch = items.get(random.nextInt(items.size())).path("id").asString();
        tell("select", "POST", "/api/v1/chats/" + chat + "/branches/" + branch + "/select", null);
    }

    private void say(String verb, String method, String path, ObjectNode message) {
        if (tell(verb, method, path, message) == 202) {
            accepted.add(message.path("id").asString());
        }
    }

    /** Asks for it; a refusal must have its reason. */
    private int tell(String verb, String method, String path, @Nullable ObjectNode body) {
        HttpResponse<String> answer = person.ask(method, path, body);
        done.add(verb + " " + answer.statusCode());
        if (answer.statusCode() >= 300) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(404, 409, 422);
            assertThat(Person.JSON.readTree(answer.body()).path("code").asString()).isNotBlank();
        }
        return answer.statusCode();
    }

    /** Lets what is held go on, and answers what is asked, until nothing waits. */
    private void settle(String chat) {
        long deadline = System.nanoTime() + REST_WITHIN.toNanos();
        while (true) {
            JsonNode now = person.get("/api/v1/chats/" + chat + "/wait?" + SETTLED);
            answer(chat);
            boolean waits = !person.get("/api/v1/chats/" + chat + "/queue").path("items").isEmpty();
            String status = person.status(chat);
            if (!waits && status.equals("idle")) {
                return;
            }
            assertThat(System.nanoTime()).as("stuck: " + now).isLessThan(deadline);
            if (waits && status.equals("idle")) {
                tell("resume", "POST", "/api/v1/chats/" + chat + "/queue/resume", null);
            }
        }
    }

    private void check(String chat) {
        for (JsonNode branch : person.get("/api/v1/chats/" + chat + "/branches").path("items")) {
            ChatChecks.whole(person.messages(chat, branch.path("id").asString()));
        }
    }

    private void nothingIsLostOrDouble() {
        for (String id : accepted) {
            assertThat(
                            database.number(
                                    "select count(*) from message where id = '%s'".formatted(id)))
                    .as("message " + id + ", taken back: " + takenBack.contains(id))
                    .isEqualTo(takenBack.contains(id) ? 0 : 1);
        }
        String list = "'" + String.join("','", chats) + "'";
        assertThat(
                        database.number(
                                """
                                select count(*) from (
                                  select m.parts from message m join branch b on b.id = m.branch_id
                                  where b.chat_id in (%s) and m.role = 'user'
                                    and m.turn_id is not null
                                  group by m.parts having count(*) > 1) twice
                                """
                                        .formatted(list)))
                .as("messages delivered twice")
                .isZero();
    }
}
