package org.tagwright.ui;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs a toolkit. Without a display's libraries it is skipped with the reason printed;
 * with {@code -Dtagwright.ui.required=true}, as the gate runs it, it fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("ui")
@ExtendWith(UiAvailable.class)
public @interface UiTest {}
