package dev.mainspring.ui;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the browser's libraries, which come as WebJars, where everybody may load scripts. */
@Configuration(proxyBeanMethods = false)
class BrowserLibraries implements WebMvcConfigurer {

    /** A day; the version is part of the path. */
    private static final int CACHE_S = 86_400;

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/lib/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCachePeriod(CACHE_S);
    }
}
