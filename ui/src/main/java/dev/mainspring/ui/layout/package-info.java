/** The frame around every page: sidebar, banners, shortcuts. */
@NullMarked
package dev.mainspring.ui.layout;

import org.jspecify.annotations.NullMarked;
