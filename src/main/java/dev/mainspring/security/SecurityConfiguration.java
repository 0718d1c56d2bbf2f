package dev.mainspring.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import dev.mainspring.config.DataFolder;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer.AuthorizedUrl;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may call what: the API by token or session, the views by session. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /**
     * As strict as Vaadin 25.2 allows: its start-up script is inline, and it evaluates what the
     * server sends for {@code executeJs}.
     */
    private static final String CONTENT_SECURITY_POLICY =
            String.join(
                    "; ",
                    "default-src 'self'",
                    "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
                    "style-src 'self' 'unsafe-inline'",
                    "img-src 'self' data: blob:",
                    "font-src 'self' data:",
                    "connect-src 'self'",
                    "frame-src 'self'",
                    "worker-src 'self'",
                    "object-src 'none'",
                    "base-uri 'self'",
                    "form-action 'self'",
                    "frame-ancestors 'none'");

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** Refuses what is malformed; methods that nobody serves are answered with 405, not here. */
    @Bean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHttpMethods(
                Set.of(
                        "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY",
                        "TRACE"));
        return firewall;
    }

    @Bean
    Secrets secrets(DataFolder data) throws IOException {
        return Secrets.open(data.path().resolve("keys"));
    }

    @Bean
    RememberedSignIn rememberedSignIn(DataFolder data, Users users) throws IOException {
        byte[] key = KeyFile.readOrCreate(data.path().resolve("keys/remember-me"));
        return new RememberedSignIn(HexFormat.of().formatHex(key), users);
    }

    /**
     * The API: a bearer token, or the browser's session with a CSRF token for what changes
     * something (cookie {@code XSRF-TOKEN}, header {@code X-XSRF-TOKEN}).
     */
    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            ApiTokens tokens,
            RememberedSignIn remembered,
            SecurityContextHolderStrategy holder)
            throws Exception {
        http.securityMatcher("/api/**");
        http.authorizeHttpRequests(requests ->
                requests.requestMatchers(
                                "/api/v1/openapi.json",
                                "/api/v1/openapi.json/**",
                                "/api/docs",
                                "/api/swagger-ui/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated());
        http.sessionManagement(
                session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER));
        http.rememberMe(
                remember -> remember.rememberMeServices(remembered).key(remembered.getKey()));
        http.csrf(csrf -> csrf.spa().requireCsrfProtectionMatcher(SecurityConfiguration::byCookie));
        http.addFilterBefore(new BearerTokenFilter(tokens, holder), CsrfFilter.class);
        http.requestCache(cache -> cache.disable());
        http.exceptionHandling(failures ->
                failures.authenticationEntryPoint((_, response, _) ->
                                Problems.unauthorized(response, "Send a bearer token, or sign in."))
                        .accessDeniedHandler((_, response, denied) -> {
                            boolean csrf = denied instanceof CsrfException;
                            Problems.forbidden(
                                    response,
                                    csrf ? "csrf" : "forbidden",
                                    csrf
                                            ? "Send the XSRF-TOKEN cookie's value"
                                                    + " as X-XSRF-TOKEN."
                                            : "Your role does not allow this.");
                        }));
        http.headers(SecurityConfiguration::headers);
        return http.build();
    }

    /** The views, and what monitoring asks. */
    @Bean
    @Order(2)
    SecurityFilterChain views(
            HttpSecurity http,
            ApiTokens tokens,
            RememberedSignIn remembered,
            SecurityContextHolderStrategy holder)
            throws Exception {
        http.authorizeHttpRequests(requests ->
                requests.requestMatchers("/healthz", "/readyz", "/error")
                        .permitAll()
                        .requestMatchers("/metrics")
                        .access((authentication, context) ->
                                new AuthorizationDecision(
                                        isLocal(context)
                                                || isAdmin(authentication.get().getPrincipal()))));
        http.addFilterBefore(new BearerTokenFilter(tokens, holder), CsrfFilter.class);
        http.rememberMe(
                remember -> remember.rememberMeServices(remembered).key(remembered.getKey()));
        // What is unknown is a page that is not found, not one that is forbidden.
        http.with(
                vaadin(),
                vaadin ->
                        vaadin.loginView("/sign-in", "/sign-in")
                                .anyRequest(AuthorizedUrl::authenticated));
        http.headers(SecurityConfiguration::headers);
        return http.build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .httpStrictTransportSecurity(Customizer.withDefaults());
    }

    /** A browser adds cookies by itself, a bearer token it does not. */
    private static boolean byCookie(HttpServletRequest request) {
        return BearerTokenFilter.tokenOf(request) == null
                && CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request);
    }

    private static boolean isAdmin(@Nullable Object principal) {
        return principal instanceof CurrentUser user && user.isAdmin();
    }

    /** From this machine, and not passed on by a reverse proxy on it. */
    private static boolean isLocal(RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        boolean passedOn =
                request.getHeader("X-Forwarded-For") != null
                        || request.getHeader("Forwarded") != null
                        || request.getHeader("X-Real-IP") != null;
        String from = request.getRemoteAddr();
        boolean loopback =
                from.startsWith("127.") || from.equals("::1") || from.equals("0:0:0:0:0:0:0:1");
        return loopback && !passedOn;
    }
}
