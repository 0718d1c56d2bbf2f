package dev.mainspring.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole product in the test's JVM, on a free port, on the shared servers. Classes with the same
 * further annotations share one context and its database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "mainspring.bootstrap-token=" + ProductTest.TOKEN,
            "mainspring.admin-email=" + ProductTest.EMAIL,
            "mainspring.admin-password=" + ProductTest.PASSWORD,
            "mainspring.scripts=src/test/resources/scripts,bench/scenarios",
            "mainspring.turn.step-limit=30",
            "mainspring.web-fetch=true"
        })
@ContextConfiguration(initializers = TestServersInitializer.class)
public @interface ProductTest {

    /** The administrator's API token. */
    String TOKEN = "test-token-test-token-test-token-0001";

    String EMAIL = "admin@example.org";

    String PASSWORD = "correct horse battery";
}
