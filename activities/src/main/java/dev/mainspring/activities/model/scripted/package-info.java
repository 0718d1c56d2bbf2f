/**
 * Plays conversation files in place of a model. It answers HTTP requests inside the process, in the
 * words of Anthropic's Messages API, so that everything but the network is what real providers use.
 */
@NullMarked
package dev.mainspring.activities.model.scripted;

import org.jspecify.annotations.NullMarked;
